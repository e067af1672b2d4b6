# shellcheck shell=sh
# For start.sh of either server:  run_draining COMMAND [ARGUMENT ...]
#
# Runs a server until it ends, and returns its status. On TERM or INT the service drains first, as the servers themselves
# cannot: the file ACMECRM_DRAIN_FILE is made, which turns the service's /health/ready to 503; ACMECRM_DRAIN_SECONDS
# later, when the proxy has noticed, the server gets TERM. A second TERM or INT ends that wait. Without a file there is
# none.
#
# ACMECRM_WARM_UP is a command that calls the server before its clients do: the file is there from the start, and goes when
# the command has ended, well or not.

run_draining() {
  set +e # statuses are looked at here, and a trap knows nothing of ||
  drain_left=${ACMECRM_DRAIN_SECONDS:-10}
  case $drain_left in
    *[!0-9]*)
      echo "ACMECRM_DRAIN_SECONDS must be a number of seconds, but is: $drain_left" >&2
      return 64
      ;;
  esac
  # An earlier server's: with it, this one would never be ready.
  if [ -n "${ACMECRM_DRAIN_FILE:-}" ]; then
    rm -f -- "$ACMECRM_DRAIN_FILE" || return
  else
    drain_left=0
  fi

  signals=0
  server=
  warming=
  trap on_signal TERM INT
  if [ -n "${ACMECRM_WARM_UP:-}" ] && [ -n "${ACMECRM_DRAIN_FILE:-}" ]; then
    : >"$ACMECRM_DRAIN_FILE" || return
  fi
  "$@" &
  server=$!
  if [ -n "${ACMECRM_WARM_UP:-}" ] && [ -n "${ACMECRM_DRAIN_FILE:-}" ]; then
    warm_up &
    warming=$!
  fi
  if [ "$signals" -gt 0 ]; then
    drain # told to stop before there was anything to stop
  fi

  # A signal ends a wait, too: then wait once more.
  status=127
  seen=
  while [ "$seen" != "$signals" ]; do
    seen=$signals
    wait "$server"
    ended=$?
    [ "$ended" -eq 127 ] || status=$ended # 127: nothing left to wait for
  done
  stop_warming
  return "$status"
}

warm_up() {
  sh -c "$ACMECRM_WARM_UP" &
  calling=$!
  trap 'kill "$calling" 2>/dev/null; exit' TERM
  wait "$calling" || echo "ACMECRM_WARM_UP has failed; the server serves without it." >&2
  rm -f -- "$ACMECRM_DRAIN_FILE"
}

stop_warming() {
  [ -n "$warming" ] || return 0
  kill "$warming" 2>/dev/null && wait "$warming" 2>/dev/null
  warming=
}

on_signal() {
  signals=$((signals + 1))
  if [ "$signals" -gt 1 ]; then
    drain_left=0
  elif [ -n "$server" ]; then
    drain
  fi
}

drain() {
  stop_warming # or it would take the file away
  if [ -n "${ACMECRM_DRAIN_FILE:-}" ]; then
    : >"$ACMECRM_DRAIN_FILE" || drain_left=0
  fi
  while [ "$drain_left" -gt 0 ] && kill -0 "$server" 2>/dev/null; do
    drain_left=$((drain_left - 1))
    sleep 1 &
    wait "$!" # not in the foreground, where a second signal would have to wait for it
  done
  kill -TERM "$server" 2>/dev/null || : # it may have ended by itself
}
