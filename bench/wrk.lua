-- For wrk: requests that differ in one header, in turn; figures as one line of JSON.
-- Arguments after "--": a file of header values, the header's name, the method, the body.
local requests, at = {}, 0

function init(args)
  local body = args[4] ~= "" and args[4] or nil
  if body then wrk.headers["Content-Type"] = "application/x-www-form-urlencoded" end
  for line in io.lines(args[1]) do
    wrk.headers[args[2]] = line
    requests[#requests + 1] = wrk.format(args[3], nil, nil, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%f,"failed":%d,"p50_ms":%f,"p99_ms":%f}\n',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
