#!/bin/sh
# venv.sh FOLDER REQUIREMENTS...: make a virtual environment with these hashed requirements and this project in it.
set -eu
folder=$1
shift
python=${PYTHON:-}
if [ -z "$python" ]; then
    for python in python3 python3.13 python3.12 python3.11 ""; do
        [ -n "$python" ] || { echo "Python 3.11, 3.12 or 3.13 is needed" >&2; exit 1; }
        "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && break
    done
fi
if [ ! -x "$folder/bin/python" ]; then
    if ! log=$("$python" -m venv "$folder" 2>&1); then
        rm -rf "$folder"
        echo "$log" | tail -3 >&2
        echo "no virtual environment; as root: apt-get install -y python3-venv" >&2
        exit 1
    fi
fi
for list in "$@"; do
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$list"
done
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# Workers may write nothing, so what only they import would be compiled again in each scan.
"$folder/bin/python" -m compileall -q src
