#!/bin/sh
# scan.sh [TARGET]: scan TARGET, or the demonstration product; the page goes to out/. Ends with 0 when the scan ran.
set -eu
bin=.venv/bin
mkdir -p out
if [ $# -gt 0 ] && [ -n "$1" ]; then
    target=$1
else
    rm -rf out/demonstration
    target=$("$bin/python" samples/demo.py out/demonstration)
    echo "No TARGET given: scanning the demonstration product, built in $target"
    echo
fi
code=0
"$bin/sousveil" scan "$target" --html out/report.html || code=$?
case $code in
0 | 1 | 3) echo "The page: $(pwd)/out/report.html" ;;
*) exit "$code" ;;
esac
