"""Cards: what stands behind an address that a post names, asked for once and shown under each post that names it."""
