"""How many frames a GIF has, from its blocks alone; stops counting early, where Pillow walks to the end of the file."""

_TRAILER = 0x3B
_HEADER_BYTES = 13
_DESCRIPTOR_BYTES = 10


def frame_count(content: bytes, at_most: int) -> int:
    """The frames of the GIF `content`, or `at_most` if there are more; a file that is cut off counts as far as it goes.

    Source: GIF89a specification, appendix B.
    """
    frames = 0
    try:
        at = _HEADER_BYTES + _table_bytes(content[10])
        while frames < at_most and content[at] != _TRAILER:
            match content[at]:
                case 0x2C:
                    frames += 1
                    at = _after_blocks(content, at + _DESCRIPTOR_BYTES + _table_bytes(content[at + 9]) + 1)
                case 0x21:
                    at = _after_blocks(content, at + 2)
                case _:
                    at += 1  # Pillow looks on, byte by byte, so must this
    except IndexError:
        pass
    return frames


def _table_bytes(flags: int) -> int:
    """Of the colour table that these flags announce."""
    return 3 << ((flags & 0b111) + 1) if flags & 0b1000_0000 else 0


def _after_blocks(content: bytes, at: int) -> int:
    """Behind the data blocks that start at `at`: each says its size, an empty one ends them."""
    while size := content[at]:
        at += 1 + size
    return at + 1
