"""Long runs: `python -m tests.fuzz --minutes 30`."""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz.campaign import Campaign


def main(arguments: list[str] | None = None) -> int:
    """Try texts until the time is over; 1 where any failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--texts", type=int, help="stop after so many texts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=int, default=500, metavar="CHARACTERS", help="default: %(default)s")
    parser.add_argument("--docs", type=int, default=2, help="made-up Docs beside each text (default: %(default)s)")
    parser.add_argument("--examples", action="store_true", help="the corpora are not read")
    options = parser.parse_args(arguments)
    campaign = Campaign(options.seed, with_corpora=not options.examples, longest=options.longest)
    end = shown = time.monotonic()
    end += 60 * options.minutes
    while time.monotonic() < end and campaign.result.tried != options.texts:
        campaign.text()
        for _ in range(options.docs):
            campaign.document()
        if time.monotonic() - shown > 60:
            shown = time.monotonic()
            print(campaign.result.report(sampled=0), file=sys.stderr, flush=True)
    print(campaign.result.report())
    return 1 if campaign.result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
