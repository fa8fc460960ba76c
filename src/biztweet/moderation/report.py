"""Report an account, and settle reports: the latter is for administrators."""

import msgspec

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.accounts.existing import existing_account
from biztweet.events import ReportChanged, ReportMade, ReportReopened, ReportResolved
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.moderation import store
from biztweet.moderation.errors import ReportNotFound
from biztweet.moderation.model import Category, Complaint, Report
from biztweet.posts import store as posts
from biztweet.posts.visibility import may_see

MAX_COMMENT_LENGTH = 1_000
MAX_POSTS = 100


async def report(db: Database, viewer: Viewer, complaint: Complaint) -> Report:
    """Tell administrators of an account; of the posts that are named, those count that are its own and to be seen.

    Raises AccountNotFound, Invalid.
    """
    check_safe("comment", complaint.comment)
    if len(complaint.comment) > MAX_COMMENT_LENGTH:
        raise Invalid("comment", f"Comment is too long (maximum is {MAX_COMMENT_LENGTH} characters)")
    if len(complaint.post_ids) > MAX_POSTS:
        raise Invalid("post_ids", f"At most {MAX_POSTS} posts may be named")

    async def work(tx: Transaction) -> Report:
        await existing_account(tx, complaint.target_id)
        named = await tx.rows(posts.BY_IDS, ids=list(complaint.post_ids)) if complaint.post_ids else []
        shown = {post.id for post in named if post.author_id == complaint.target_id and may_see(viewer, post)}
        made = Report(
            id=tx.new_id(),
            reporter_id=viewer.id,
            target_id=complaint.target_id,
            post_ids=tuple(post_id for post_id in complaint.post_ids if post_id in shown),
            comment=complaint.comment,
            category=complaint.category,
            created_at=tx.now,
        )
        await tx.execute(store.INSERT, **msgspec.structs.asdict(made))
        await tx.emit(ReportMade(report_id=made.id, reporter_id=viewer.id, target_id=complaint.target_id))
        return made

    return await db.write(work)


async def settle(db: Database, viewer: Viewer, report_id: int, *, resolved: bool) -> Report:
    """Resolve a report, or open it again. Raises NotAnAdministrator, ReportNotFound."""

    async def work(tx: Transaction) -> Report:
        await check_administrator(tx, viewer)
        before = await tx.one(store.BY_ID, report_id=report_id)
        if before is None:
            raise ReportNotFound
        after = msgspec.structs.replace(
            before, resolved_at=tx.now if resolved else None, resolved_by_id=viewer.id if resolved else None
        )
        await tx.execute(
            store.SETTLE, report_id=report_id, resolved_at=after.resolved_at, resolved_by_id=after.resolved_by_id
        )
        event = ReportResolved if resolved else ReportReopened
        await tx.emit(event(report_id=report_id, account_id=viewer.id))
        return after

    return await db.write(work)


async def take_on(db: Database, viewer: Viewer, report_id: int, *, taken: bool) -> Report:
    """Deal with a report, or leave it to others. Raises NotAnAdministrator, ReportNotFound."""
    return await _change(db, viewer, report_id, assigned_to_id=viewer.id if taken else None)


async def file_under(db: Database, viewer: Viewer, report_id: int, category: Category) -> Report:
    """Call what a report is about by another category. Raises NotAnAdministrator, ReportNotFound."""
    return await _change(db, viewer, report_id, category=category)


async def _change(db: Database, viewer: Viewer, report_id: int, **changes: object) -> Report:
    async def work(tx: Transaction) -> Report:
        await check_administrator(tx, viewer)
        before = await tx.one(store.BY_ID, report_id=report_id)
        if before is None:
            raise ReportNotFound
        after = msgspec.structs.replace(before, **changes)
        if after != before:
            filed = {"category": after.category, "assigned_to_id": after.assigned_to_id}
            await tx.execute(store.CHANGE, report_id=report_id, **filed)
            await tx.emit(ReportChanged(report_id=report_id, account_id=viewer.id))
        return after

    return await db.write(work)


async def one(db: Database, viewer: Viewer, report_id: int) -> Report:
    """One report. Raises NotAnAdministrator, ReportNotFound."""
    await check_administrator(db, viewer)
    found = await db.one(store.BY_ID, report_id=report_id)
    if found is None:
        raise ReportNotFound
    return found


async def listed(
    db: Database,
    viewer: Viewer,
    page: Page,
    *,
    resolved: bool,
    reporter_id: int | None = None,
    target_id: int | None = None,
) -> list[Report]:
    """Reports, the latest first; by or of one account only, where it is told. Raises NotAnAdministrator."""
    await check_administrator(db, viewer)
    return await store.LISTED[resolved].page(db, page, reporter_id=reporter_id, target_id=target_id)
