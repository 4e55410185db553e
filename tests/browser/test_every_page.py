"""Every page in a real browser: no complaint of axe, no sideways scrolling at 360 px, light and dark, under the strict CSP."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from careercenter import clock
from careercenter.alerts import saving
from careercenter.applications import pipeline
from careercenter.applications.pipeline import Papers
from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.criteria import JobCriteria
from careercenter.seekers import resumes
from tests import cast, factories
from tests.browser.conftest import Complaints, serve, session_of
from tests.conftest import sweep

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]  # the pages are the same on both databases

MARIA, OLIVE, HANK, DEV = "maria@example.com", "olive@example.com", "hank@example.com", "dev@example.com"
NOBODY = ""
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}

PAGES = [
    (NOBODY, "/"),
    (NOBODY, "/jobs"),
    (NOBODY, "/jobs?q=coder&state=TX&credential=cpc&workplace=remote&nonsense=1&tool=zz"),
    (NOBODY, "/jobs?q=transplant&state=WY"),
    (NOBODY, "/jobs?near=Dayton,+OH&radius=500&state=WY&closed=1&sort=distance"),
    (NOBODY, "/jobs?near=Atlantis"),
    (NOBODY, "/my-state?state=TX"),
    (NOBODY, "/jobs/{open}"),
    (NOBODY, "/jobs/{closed}"),
    (NOBODY, "/jobs/{other}/report"),
    (NOBODY, "/jobs/{charts}"),
    (NOBODY, "/jobs/{charts}?per_hour=none"),
    (NOBODY, "/jobs/{charts}?per_hour=12"),
    (NOBODY, "/pay"),
    (NOBODY, "/pay?workplace=remote&state=TX&nonsense=1"),
    (NOBODY, "/pay?q=transplant&state=WY"),
    (NOBODY, "/employers"),
    (NOBODY, "/employers/sunrise-clinic"),
    (NOBODY, "/post-a-job"),
    (NOBODY, "/account/sign-in"),
    (NOBODY, "/account/register"),
    (NOBODY, "/account/letter-sent"),
    (NOBODY, "/account/forgotten"),
    (NOBODY, "/account/reset/dead"),
    (NOBODY, "/help/posting"),
    (NOBODY, "/help/employers"),
    (NOBODY, "/help/privacy"),
    (NOBODY, "/unsubscribe/{token}"),
    (NOBODY, "/unsubscribe/unknown"),
    (NOBODY, "/no-such-page"),
    (MARIA, "/"),
    (MARIA, "/jobs"),
    (MARIA, "/jobs/{open}"),
    (MARIA, "/jobs/{other}/apply"),
    (MARIA, "/seeker"),
    (MARIA, "/seeker/profile"),
    (MARIA, "/seeker/resumes"),
    (MARIA, "/seeker/applications"),
    (MARIA, "/seeker/applications/{key}"),
    (MARIA, "/seeker/saved"),
    (MARIA, "/seeker/alerts"),
    (MARIA, "/seeker/alerts/new?tool=epic"),
    (MARIA, "/account"),
    (MARIA, "/account/address"),
    (MARIA, "/account/password"),
    (MARIA, "/account/sessions"),
    (MARIA, "/employer"),
    (OLIVE, "/seeker"),
    (OLIVE, "/employer"),
    (OLIVE, "/employer/jobs"),
    (OLIVE, "/employer/jobs/new"),
    (OLIVE, "/employer/jobs/{open}"),
    (OLIVE, "/employer/jobs/{open}/edit"),
    (OLIVE, "/employer/applicants"),
    (OLIVE, "/employer/jobs/{open}/applicants"),
    (OLIVE, "/employer/jobs/{other}/applicants"),
    (OLIVE, "/employer/applications/{key}"),
    (OLIVE, "/employer/page"),
    (OLIVE, "/employer/proof"),
    (OLIVE, "/employer/team"),
    (HANK, "/employer"),
    (HANK, "/employer/jobs"),
    (HANK, "/employer/proof"),
    (HANK, "/employer/new"),
    (DEV, "/staff"),
    (DEV, "/staff/review"),
    (DEV, "/staff/reports"),
    (DEV, "/staff/jobs"),
    (DEV, "/staff/jobs/{pending}"),
    (DEV, "/staff/jobs/{open}"),
    (DEV, "/staff/revisions/{revision}"),
    (DEV, "/staff/employers"),
    (DEV, "/staff/employers/1/suspend"),
    (DEV, "/staff/mail"),
    (DEV, "/staff/mail/1"),
    (DEV, "/staff/chores"),
    (DEV, "/desk"),
]


@pytest.fixture(scope="module")
def things(house: Flask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """A board with something on every page, looked at and never changed."""
    sweep(house)
    folder = house.config["DATA_DIR"] = tmp_path_factory.mktemp("board")
    with house.app_context():
        people, now = cast.make_cast(), clock.now()
        first = factories.open_job(people.sunrise, people.olive, now - timedelta(days=3))
        other = factories.open_job(
            people.sunrise, people.olive, now, title="Coding Apprentice", apprentice_ok=True, **factories.ONSITE
        )
        closed = factories.open_job(people.sunrise, people.olive, now - timedelta(days=9), title="HCC Coder")
        lifecycle.fill(closed, by=people.olive, now=now)
        rivals = [cast.make_employer(f"Rival {number}", owner=people.hank) for number in range(3)]
        pays = [factories.Pay(2400 + 100 * number, 2900 + 100 * number, "hour") for number in range(6)]
        for number, pay in enumerate(pays):
            factories.open_job(
                rivals[number % 3], people.hank, now - timedelta(days=number), title="Rival Coder", pay=pay
            )
        charts = factories.open_job(
            rivals[0], people.hank, now - timedelta(days=9), pay=factories.Pay(200, 250, "chart"), quota=None
        )
        pending = factories.pending_job(people.harbor, people.hank, now, title="Data Coder")
        revision = revisions.edit(
            first, factories.job_facts(title="Changed"), by=people.olive, version=first.version, now=now
        )
        file = io.BytesIO(factories.pdf())
        resume = resumes.accept(people.maria_seeker, file, "maria.pdf", folder=folder, by=people.maria, now=now)
        db.session.flush()
        application = pipeline.apply(first, people.maria_seeker, Papers(resume=resume), folder=folder, now=now)
        pipeline.save_job(people.maria_seeker, other, now=now)
        saved = saving.save(people.maria, JobCriteria(credential=("cpc",), state=("TX",)), now=now)
        db.session.commit()
        assert revision is not None
        return {
            "open": first.id,
            "other": other.id,
            "closed": closed.id,
            "charts": charts.id,
            "pending": pending.id,
            "revision": revision.id,
            "key": application.key,
            "token": saved.unsubscribe_token,
        }


@pytest.fixture(scope="module")
def visitors(house: Flask, things: dict[str, object], chromium: Browser) -> Iterator[Callable[[str, int, str], Page]]:
    """One page for each visitor, width and scheme, used again for every address."""
    pages: dict[tuple[str, int, str], Page] = {}
    server = serve(house)
    site = next(server)

    def page_of(who: str, width: int, scheme: str) -> Page:
        if (who, width, scheme) not in pages:
            view = {"width": width, "height": 900}
            context = chromium.new_context(viewport=view, color_scheme=scheme, base_url=site)  # type: ignore[arg-type]
            if who:
                context.add_cookies([{"name": "careercenter_session", "value": session_of(house, who), "url": site}])
            pages[who, width, scheme] = context.new_page()
        return pages[who, width, scheme]

    yield page_of
    for page in pages.values():
        page.context.close()
    next(server, None)


@pytest.mark.parametrize(("who", "path"), PAGES, ids=lambda value: str(value).split("@")[0] or "nobody")
def test_it_is_right_on_a_phone_in_the_dark_and_on_a_desk_in_the_light(
    visitors: Callable[[str, int, str], Page], things: dict[str, object], who: str, path: str
) -> None:
    for width, scheme in ((360, "dark"), (1440, "light")):
        page = visitors(who, width, scheme)
        complaints = Complaints()
        complaints.listen(page)
        page.goto(path.format(**things))
        report = Axe().run(page, options=RULES)
        assert report.violations_count == 0, f"{width} {scheme}: {report.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} scrolls sideways at {width} px"
        assert len(page.query_selector_all("h1")) == 1
        assert complaints.heard == []
