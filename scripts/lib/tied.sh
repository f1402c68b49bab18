#!/usr/bin/env bash
# Runs a command that must not outlive whoever started it, here or at the far end of an ssh session.
#
# usage: tied.sh [--delete PATH] COMMAND...
#
# Standard input carries a line every second while the command is wanted. When it ends (the session, the launcher or
# its machine died) or falls silent for ACTORSEARCH_SILENCE_S seconds (30; the network died), the command gets SIGTERM,
# and after ACTORSEARCH_GRACE_S seconds (15) what is left of its process group SIGKILL. PATH, with the secrets of
# this run, is deleted at the end. Exit status: the command's.
set -uo pipefail

silence_s=${ACTORSEARCH_SILENCE_S:-30} grace_s=${ACTORSEARCH_GRACE_S:-15} secret=''
if [[ ${1:-} == --delete ]]; then
  secret=$2
  shift 2
fi
child='' listener=''

end_child() {
  kill -TERM "$child" 2>/dev/null
  for ((tick = 0; tick < grace_s * 10; tick++)); do
    kill -0 "$child" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$child" 2>/dev/null
}

# shellcheck disable=SC2317  # the trap calls it
stop() {
  trap '' TERM INT HUP
  if [[ -n $listener ]]; then kill -KILL "$listener" 2>/dev/null; fi
  if [[ -n $child ]]; then end_child; fi
  if [[ -n $secret ]]; then rm -rf -- "$secret"; fi
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

# A wrapper that is killed itself cannot end its command, so the kernel does, where the tool for that is there.
tie=()
if command -v setpriv >/dev/null && setpriv --pdeathsig TERM true 2>/dev/null; then tie=(setpriv --pdeathsig TERM); fi

exec 3<&0 </dev/null
# A process group of its own: Ctrl-C in the launcher's terminal is the launcher's to deal with.
set -m
"${tie[@]}" "$@" 3<&- &
child=$!
(while IFS= read -r -t "$silence_s" _ <&3; do :; done) >/dev/null 2>&1 &
listener=$!
set +m
wait -n "$child" "$listener"
end_child
wait "$child"
exit
