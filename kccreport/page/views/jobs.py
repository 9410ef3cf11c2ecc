"""Work in progress: how far it has come, and a way to stop it."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kccreport.page.desk import Desk, Form, carried
from kccreport.page.jobs import Job


def show(desk: Desk, request: Request) -> Response:
    """Return a job's progress; once it is over, lead to where its outcome is shown."""
    job = _job(desk, request)
    if job.is_over:
        return RedirectResponse(_after(job, request), 303)
    return desk.page(request, "job.html", job=job, query=carried(request))


def state(desk: Desk, request: Request) -> Response:
    """Return how far a job has come, for the script."""
    job = _job(desk, request)
    return JSONResponse(
        {
            "over": job.is_over,
            "steps": len(job.steps),
            "step": job.steps[-1] if job.steps else "",
            "then": _after(job, request) if job.is_over else "",
        }
    )


def cancel(desk: Desk, request: Request, form: Form) -> Response:
    """Stop a job."""
    job = _job(desk, request)
    job.stop.set()
    job.wait(10)
    return RedirectResponse(f"/jobs/{job.key}", 303)


def _job(desk: Desk, request: Request) -> Job[object]:
    job = desk.jobs.find(request.path_params["job"])
    if job is None:
        raise HTTPException(404)
    return job


def _after(job: Job[object], request: Request) -> str:
    """Return where the outcome is shown; of a look that came between, that of the job before it."""
    path, mark, place = job.then.partition("#")
    return f"{path}{carried(request) or f'?job={job.key}'}{mark}{place}"
