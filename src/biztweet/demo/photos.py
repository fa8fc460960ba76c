"""Photos: everybody's portrait, drawn in processes beside the story, each face once."""

import asyncio
import secrets
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from biztweet.demo.drawing import draw_portraits, shared_faces
from biztweet.demo.people import DemoPerson
from biztweet.demo.portraits import face_of
from biztweet.media.upload import keep_portrait
from biztweet.ports.blobs import Blobs

_AT_ONCE = 10


class Photos:
    """Under which key everybody's portrait will be kept: in a large company those with one face share it."""

    def __init__(self, people: Sequence[DemoPerson]) -> None:
        self._variants = shared_faces(len(people))
        faces = {person.handle: face_of(person, self._variants) for person in people}
        key_by_face = {face: secrets.token_hex(16) for face in faces.values()}
        self.keys = {handle: key_by_face[face] for handle, face in faces.items()}
        self._models = list({self.keys[person.handle]: person for person in people}.items())

    async def keep(self, pool: ProcessPoolExecutor, blobs: Blobs) -> None:
        """Draw each face and keep it."""
        groups = [self._models[at : at + _AT_ONCE] for at in range(0, len(self._models), _AT_ONCE)]
        await asyncio.gather(*(self._keep(pool, blobs, group) for group in groups))

    async def _keep(self, pool: ProcessPoolExecutor, blobs: Blobs, models: Sequence[tuple[str, DemoPerson]]) -> None:
        people = [person for _, person in models]
        drawn = await asyncio.wrap_future(pool.submit(draw_portraits, people, self._variants))
        for (key, _), portrait in zip(models, drawn, strict=True):
            await keep_portrait(blobs, portrait, key)
