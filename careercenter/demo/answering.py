"""What the seekers do: apply, save jobs, save searches. And what their employers answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from careercenter.alerts import saving
from careercenter.alerts.models import SavedSearch
from careercenter.applications import pipeline
from careercenter.applications.models import Application, Stage
from careercenter.applications.pipeline import Answer, Papers
from careercenter.demo.board import Board
from careercenter.demo.content import Answering, unwrapped
from careercenter.jobs.criteria import parse
from careercenter.vocabulary import SCREENING_QUESTIONS


def plan(board: Board, answering: Answering) -> None:
    board.diary.note(answering.day, partial(_apply, board, answering))
    if answering.resume_read is not None:
        board.diary.note(answering.resume_read, partial(_read_resume, board, answering))
    for move in answering.moves:
        board.diary.note(move["day"], partial(_move, board, answering, move))
    if answering.withdrawn is not None:
        reason, days_ago = answering.withdrawn
        board.diary.note(days_ago, partial(_withdraw, board, answering, reason))


def plan_saved_job(board: Board, kept: Mapping[str, Any]) -> None:
    board.diary.note(kept["day"], partial(_save_job, board, kept))


def plan_search(board: Board, row: Mapping[str, Any]) -> None:
    board.diary.note(row["day"], partial(_save_search, board, row))
    if "paused" in row:
        board.diary.note(row["paused"], partial(_pause_search, board, row))


def _save_job(board: Board, kept: Mapping[str, Any], now: datetime) -> None:
    pipeline.save_job(board.seekers[kept["who"]], board.jobs[kept["job"]], now=now)


def _save_search(board: Board, row: Mapping[str, Any], now: datetime) -> None:
    board.searches.append(_searched(board, row, now))


def _pause_search(board: Board, row: Mapping[str, Any], now: datetime) -> None:
    saving.pause(_searched(board, row, now), now=now)


def _searched(board: Board, row: Mapping[str, Any], now: datetime) -> SavedSearch:
    """The saved search of this row; saving it a second time gives the first one back."""
    criteria, _dropped = parse(parse_qs(row["find"]))
    return saving.save(board.people[row["who"]], criteria, now=now)


def _apply(board: Board, answering: Answering, now: datetime) -> None:
    papers = Papers(
        resume=board.resumes.get(answering.who) if answering.resume else None,
        answers={
            question: Answer(SCREENING_QUESTIONS[question].label, words)
            for question, words in answering.answers.items()
        },
        note=unwrapped(answering.note),
    )
    seeker = board.seekers[answering.who]
    application = pipeline.apply(board.jobs[answering.job], seeker, papers, folder=board.folder, now=now)
    board.applications.append(application)


def _sent(board: Board, answering: Answering) -> Application:
    seeker, job = board.seekers[answering.who], board.jobs[answering.job]
    return next(one for one in board.applications if one.seeker is seeker and one.job is job)


def _read_resume(board: Board, answering: Answering, now: datetime) -> None:
    application = _sent(board, answering)
    pipeline.take_resume_out(application, by=application.job.posted_by, now=now)


def _move(board: Board, answering: Answering, move: Mapping[str, Any], now: datetime) -> None:
    application = _sent(board, answering)
    by = board.people[move["by"]]
    if "declined" in move:
        pipeline.decline(application, move["declined"], by=by, now=now)
    else:
        pipeline.move(application, Stage(move["to"]), by=by, now=now)


def _withdraw(board: Board, answering: Answering, reason: str, now: datetime) -> None:
    pipeline.withdraw(_sent(board, answering), reason, by=board.people[answering.who], now=now)
