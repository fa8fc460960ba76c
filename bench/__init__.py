"""Measures and torments a server on this machine, on loopback only, and stops by itself."""
