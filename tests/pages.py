"""A page as a person meets it: the form with this field, the button that acts there, the titles in its list."""

from __future__ import annotations

from webtest import TestResponse
from webtest.forms import Form


def forms_of(page: TestResponse) -> list[Form]:
    """The forms of a page; last the one at the head of all, which logs out."""
    return sorted(page.forms.values(), key=lambda form: form.action.endswith("/account/sign-out"))


def form_with(page: TestResponse, field: str) -> Form:
    """The first form that has this field."""
    for form in forms_of(page):
        if field in form.fields:
            return form
    raise AssertionError(f"No form on {page.request.path} has a field {field!r}.")


def form_to(page: TestResponse, ending: str) -> Form:
    """The first form that is sent to an address with this ending."""
    for form in forms_of(page):
        if (form.action or page.request.path).partition("?")[0].endswith(ending):
            return form
    raise AssertionError(f"No form on {page.request.path} goes to …{ending}.")


def press(page: TestResponse, ending: str) -> TestResponse:
    """Presses the button of the form that acts there and goes where it leads."""
    return form_to(page, ending).submit().follow()


def send(form: Form, **values: str | list[str]) -> TestResponse:
    """Sends a form with these values, whether or not its controls offer them, and everything else as it stands."""
    kept = [(name, value) for name, value in form.submit_fields() if name not in values]
    said = [(name, one) for name, value in values.items() for one in ([value] if isinstance(value, str) else value)]
    page = form.response
    return page.goto(form.action or page.request.url, method=form.method, params=kept + said, expect_errors=True)


def titles(page: TestResponse) -> list[str]:
    """Of the jobs in the page's list, in order."""
    return [heading.get_text(strip=True) for heading in page.html.select(".job-list .job-title")]
