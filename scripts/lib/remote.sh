# shellcheck shell=bash
# What is done on other hosts over ssh and rsync. Hosts are numbers: places in the arrays of lib/hosts.sh.
# Uses run, root, state, reason, note, beat, working and port_of of the scripts that source it.
# shellcheck disable=SC2154

# The first value that ssh is given for an option counts, so the user's own stand first.
ssh_command="ssh ${ACTORSEARCH_SSH:-} -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=5 -o ServerAliveCountMax=3"
copy_marker=.actorsearch-copy
launch_name=launch-$$-$RANDOM$RANDOM

# on HOST COMMAND...: in the home folder there. What it is given must need no quotes in any shell.
on() {
  local host=$1 ssh
  shift
  read -ra ssh <<<"$ssh_command"
  "${ssh[@]}" "${host_names[host]}" "$@"
}

# tied_on FLAG HOST [NAME=VALUE...] -- COMMAND...
tied_on() {
  local flag=$1 host=$2 settings=()
  shift 2
  while [[ $1 != -- ]]; do
    settings+=("$1")
    shift
  done
  shift
  beat "$flag" 2>/dev/null |
    on "$host" env "${settings[@]}" bash "${host_folders[host]}/scripts/lib/tied.sh" "$@"
  return "${PIPESTATUS[1]}"
}

# rsync wants an address of colons in brackets, which ssh does not take.
place_on() {
  local name=${host_names[$1]}
  if [[ $name == *:* ]]; then
    local user=''
    if [[ $name == *@* ]]; then user=${name%@*}@; fi
    name="${user}[${name##*@}]"
  fi
  printf '%s:%s' "$name" "$2"
}

# ours HOST: the address under which the host sees this machine. theirs HOST: the one under which we see the host.
# shellcheck disable=SC2016  # for the shell over there
ours() { on "$1" 'echo $SSH_CONNECTION' </dev/null | awk 'NF == 4 { print $1; exit }'; }
# shellcheck disable=SC2016
theirs() { on "$1" 'echo $SSH_CONNECTION' </dev/null | awk 'NF == 4 { print $3; exit }'; }

# Where a run keeps a node's configuration and secrets on its host.
run_folder_on() { printf '%s/runs/%s-%s' "${host_folders[$1]}" "$launch_name" "$2"; }

# The stack of this machine, and the releases that it was told to take, for the others' set-up.
same_stack=()
read_same_stack() {
  local name stack device
  stack=$(sed -n 's:.*<ActorSearchStack>\([a-z]*\)<.*:\1:p' "$root/stack.props" 2>/dev/null) || true
  device=$(sed -n 's:.*<TorchDevice>\([a-z]*\)<.*:\1:p' "$root/stack.props" 2>/dev/null) || true
  same_stack=(${stack:+"ACTORSEARCH_STACK=$stack"} ${device:+"ACTORSEARCH_TORCH_DEVICE=$device"})
  for name in AkkaVersion LiteDbVersion StbImageSharpVersion TorchSharpVersion; do
    if [[ -n ${!name:-} ]]; then same_stack+=("$name=${!name}"); fi
  done
}

# prepare FLAG HOST: brings the checkout there and sets it up. Fails with a reason.
prepare() {
  local flag=$1 host=$2 folder=${host_folders[$2]} found
  # A folder that holds anything but a copy of ours is not written to; one that is this very checkout, shared by a
  # network file system, has this run's mark in it and needs no copying.
  found=$(on "$host" bash -c "'mkdir -p $folder && cd $folder || exit 1; if [ -e artifacts/$launch_name ]; then echo shared;" \
    "elif [ -e $copy_marker ] || [ -z \"\$(ls -A)\" ]; then touch $copy_marker && echo copy; else echo foreign; fi'" \
    </dev/null) || { reason "${host_nodes[host]}" "cannot be reached, or its folder $folder cannot be written to"; return 1; }
  case $found in
    shared) ;;
    copy)
      # No times: what is copied counts as new there, whatever the clocks say, and is built.
      rsync -rlp --checksum --delete -e "$ssh_command" --exclude=/.git --exclude="/$copy_marker" --exclude='/artifacts/' \
        --exclude='/native/build/' --exclude='/runs/' --exclude='/logs/' --exclude='/stack.props' --exclude='/stores/' \
        --exclude='bin/' --exclude='obj/' --exclude='*.db' --exclude='*.db-*' --exclude='*.litedb' \
        "$root/" "$(place_on "$host" "$folder/")" </dev/null ||
        { reason "${host_nodes[host]}" "the program could not be copied to $folder"; return 1; } ;;
    *)
      reason "${host_nodes[host]}" "the folder $folder there holds other files; name another with folder= or empty it"
      return 1 ;;
  esac
  # All machines of a run build one stack: their results are compared.
  tied_on "$flag" "$host" "${same_stack[@]}" -- bash "$folder/scripts/setup.sh" ||
    { reason "${host_nodes[host]}" "the set-up failed or was cut off"; return 1; }
}

# send HOST NODE FILE...: copies what a node needs, secrets among it, for nobody else to read.
send() {
  local host=$1 folder
  folder=$(run_folder_on "$host" "$2")
  shift 2
  on "$host" "umask 077; mkdir -p $folder" </dev/null &&
    rsync -rt --chmod=D700,F600 -e "$ssh_command" "$@" "$(place_on "$host" "$folder/")" </dev/null
}

# worker_on HOST: one life of the worker on a host, from the copying to its end.
worker_on() {
  local host=$1 node=${host_nodes[$1]} folder settings=()
  folder=$(run_folder_on "$host" "$node")
  if [[ -n ${host_gpus[host]} ]]; then settings=("CUDA_VISIBLE_DEVICES=${host_gpus[host]/none/}"); fi
  printf '\n== %s\n' "$(date '+%F %T')"
  prepare workers "$host" || return 1
  send "$host" "$node" "$run/workers/$node/"* ||
    { reason "$node" "the configuration could not be copied"; return 1; }
  working workers || return 0
  tied_on workers "$host" "${settings[@]}" -- \
    --delete "$folder/secrets" bash "${host_folders[host]}/scripts/lib/node.sh" worker "$(from_checkout "$host" "$folder")/worker.yaml" 2>&1 |
    follow_worker "$node"
  return "${PIPESTATUS[0]}"
}

# node.sh starts in the checkout, so a path that starts at the home folder loses that part.
from_checkout() { printf '%s' "${2#"${host_folders[$1]}/"}"; }

# collect HOST NODE: fetches a node's log and deletes what the run left there.
collect() {
  local host=$1 node=$2 folder
  folder=$(run_folder_on "$host" "$node")
  mkdir -p "$run/logs/$node"
  timeout 60 rsync -rt -e "$ssh_command" "$(place_on "$host" "$folder/log/")" "$run/logs/$node/" </dev/null >/dev/null 2>&1
  on "$host" rm -rf "$folder" </dev/null >/dev/null 2>&1
}
