from tests.browser.test_suggestions import jobs
import pytest
pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
def test_shots(open_page) -> None:
    for path,w,s,q in (("/jobs",360,"dark","aust"),("/jobs",1440,"light","spring")):
        page=open_page(path,width=w,scheme=s)
        page.locator("#near").press_sequentially(q); page.locator("#suggestions").get_by_role("option").first.wait_for()
        page.locator("#near").press("ArrowDown")
        page.screenshot(path=f"/tmp/wt-relevance/p-{w}-{s}.png")
