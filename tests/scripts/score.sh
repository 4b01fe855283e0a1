#!/usr/bin/env bash
# score.sh HUIBIAO DIR WORK — scores what the program reads in DIR/season/inbox and DIR/shapes/inbox against their truth.
# Exit code 0 only where every score script of DIR is satisfied.
set -uo pipefail
huibiao=$1 dir=$2 work=$3
python=/usr/bin/python3
rm -rf "$work"
mkdir -p "$work"
failed=0

# Runs a command of huibiao whose exit code may say that something was returned (1), which is no failure here.
tolerant() {
  local code=0
  "$@" || code=$?
  [ "$code" -le 1 ] || { echo "score: exit code $code: $*" >&2; failed=1; }
}

if [ -d "$dir/season" ]; then
  tolerant "$huibiao" run "$dir/season/inbox" --out "$work/season" >"$work/season.log" 2>&1
  tolerant "$huibiao" export observations --store "$work/season/huibiao.db" >"$work/season.csv"
  echo "season:"
  "$python" "$dir/score_season.py" "$dir/season/truth.csv" "$work/season.csv" || failed=1
fi

if [ -d "$dir/shapes" ]; then
  tolerant "$huibiao" ingest "$dir/shapes/inbox" --store "$work/shapes.db" >"$work/shapes.log" 2>&1
  tolerant "$huibiao" export observations --all --store "$work/shapes.db" >"$work/shapes.csv"
  tolerant "$huibiao" export diagnostics --store "$work/shapes.db" >"$work/shapes-diagnostics.csv"
  echo "shapes:"
  "$python" "$dir/score_shapes.py" "$dir/shapes" "$work/shapes.csv" "$work/shapes-diagnostics.csv" || failed=1
fi

echo "(logs and exports in $work)"
exit "$failed"
