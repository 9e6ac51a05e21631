#!/bin/sh
# scan.sh [TARGET]: scan TARGET, or the demonstration: an invented client and its innocent twin; the page goes to out/.
# Ends with 0 when the scan ran.
set -eu
bin=.venv/bin
mkdir -p out
if [ $# -gt 0 ] && [ -n "$1" ]; then
    set -- "$1"
else
    rm -rf out/demonstration
    "$bin/python" -m samples.client out/demonstration >/dev/null
    set -- out/demonstration/*Client*-Setup.exe out/demonstration/*FrontDesk*-Setup.exe
    echo "No TARGET given: scanning the demonstration, two set-up programs of an invented maker, built in out/demonstration:"
    echo "a video client, and its innocent twin for a front desk."
    echo
fi
code=0
"$bin/sousveil" scan "$@" --html out/report.html || code=$?
case $code in
0 | 1 | 3) echo "The page: $(pwd)/out/report.html" ;;
*) exit "$code" ;;
esac
