# Sourced in frontend/ by the scripts that need Node: puts a recent one on PATH (the machine's own,
# else the one in the wheel in .venv) and defines `install_packages`.

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 22)' 2> /dev/null; then
    venv="${POLDERSPOOR_VENV:-$root/.venv}"
    [[ "$venv" = /* ]] || venv="$root/$venv"
    export PATH="$venv/bin:$PATH"
fi

export NPM_CONFIG_UPDATE_NOTIFIER=false

install_packages() { # those in the lock file, unless they are there already
    local lock
    lock="$(cksum < package-lock.json)"
    if [[ ! -f node_modules/.installed || "$(cat node_modules/.installed)" != "$lock" ]]; then
        echo "installing frontend packages ..." >&2
        npm ci --no-audit --no-fund --loglevel=error >&2
        echo "$lock" > node_modules/.installed
    fi
}
