// Sends one file ahead of the post it will belong to, and tells how far it has come; answers with its id and the address of a small picture of it.
export function upload(file, told) {
  const request = new XMLHttpRequest()
  const answer = new Promise((done, failed) => {
    request.upload.addEventListener("progress", event => { if (event.lengthComputable) told(Math.round(event.loaded / event.total * 100)) })
    request.addEventListener("load", () => {
      const said = request.response ?? {}
      if (request.status === 200 && said.id) done(said)
      else failed(new Error(said.error ?? ""))
    })
    request.addEventListener("error", () => failed(new Error("")))
  })
  const form = new FormData()
  form.append("file", file)
  request.open("POST", "/uploads")
  request.responseType = "json"
  request.send(form)
  return { answer, stop: () => request.abort() }
}
