#!/bin/sh
# packages.sh LIST...: install the Debian packages of these lists that are missing, where that is possible; else say how.
# Ends with 0 either way: what needs a package that is not there says so itself.
set -eu
missing=""
for package in $(sed 's/#.*//' "$@"); do
    case "$package" in
    python3 | python3-venv) "${PYTHON:-python3}" -c 'import venv, ensurepip' 2>/dev/null && continue ;;
    chromium | zip) command -v "$package" >/dev/null && continue ;;
    ripgrep) command -v rg >/dev/null && continue ;;
    *) dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' && continue ;;
    esac
    missing="$missing $package"
done
[ -z "$missing" ] && exit 0
command="apt-get update && apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    if log=$(sh -c "$command" 2>&1); then exit 0; fi
    echo "$log" | tail -5 >&2
    left=""
    for package in $missing; do # one that is not to be had must not keep the others out
        apt-get install -y --no-install-recommends "$package" >/dev/null 2>&1 || left="$left $package"
    done
    missing=$left
    [ -z "$missing" ] && exit 0
    command="apt-get update && apt-get install -y --no-install-recommends$missing"
fi
echo "missing:$missing; to install, as root: $command" >&2
