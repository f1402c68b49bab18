# shellcheck shell=bash
# Reads the file of hosts. One line a host:
#
#   NAME [gpus=0,1|none] [workers=N|auto] [role=worker|coordinator] [folder=PATH] [# comment]
#
# read_hosts fills these arrays, one element a host. Uses say of the script that sources it.
# shellcheck disable=SC2034  # used by those who source this

host_names=()   # what ssh is given
host_nodes=()   # the host's name in logs, folders and the ledger
host_gpus=()    # numbers with commas, none, or empty for all
host_workers=() # a number or auto
host_roles=()
host_folders=() # relative to the home folder there, or absolute

# user@gpu-a is the node gpu-a; what a worker's name may not hold becomes a hyphen.
node_of() {
  local node=${1##*@}
  printf '%s' "${node//[^A-Za-z0-9._-]/-}"
}

# read_hosts FILE: says every wrong line and fails, before anything starts.
read_hosts() {
  local file=$1 line number=0 wrong=0
  if [[ ! -f $file || ! -r $file ]]; then
    say "error: $file: there is no such file of hosts, or it cannot be read"
    return 2
  fi
  if LC_ALL=C grep -qa $'[\x01-\x08\x0e-\x1f\x7f]' "$file"; then
    say "error: $file: is no file of hosts: it holds control characters"
    return 2
  fi
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    line=${line%%#*}
    line=${line//$'\r'/}
    [[ $line =~ [^[:space:]] ]] || continue
    read_host "$file:$number" "$line" || wrong=1
  done <"$file"
  [[ $wrong == 0 ]] || return 2
  if [[ ${#host_names[@]} == 0 ]]; then
    say "error: $file: names no host; a line is: NAME [gpus=0,1|none] [workers=N|auto] [role=worker|coordinator] [folder=PATH]"
    return 2
  fi
}

# read_host PLACE LINE
read_host() {
  local place=$1 words name node word key value other wrong=0 seen=' '
  local gpus='' workers=auto role=worker folder=actorsearch
  read -ra words <<<"$2"
  name=${words[0]}
  if [[ ! $name =~ ^[A-Za-z0-9_.][A-Za-z0-9_.@%:-]*$ ]]; then
    say "$place: '$name' is no name of a host; right is what ssh takes: gpu-a, user@gpu-a, 10.0.0.7, an alias of ~/.ssh/config"
    return 1
  fi
  for word in "${words[@]:1}"; do
    key=${word%%=*} value=${word#*=}
    if [[ $word != *=* ]]; then
      say "$place: '$word' is not understood; right is KEY=VALUE with gpus, workers, role or folder"
      wrong=1
      continue
    fi
    if [[ $seen == *" $key "* ]]; then
      say "$place: $key stands twice"
      wrong=1
    fi
    seen+="$key "
    case $key in
      gpus)
        [[ $value =~ ^(none|[0-9]+(,[0-9]+)*)$ ]] ||
          { say "$place: gpus: '$value' is neither 'none' nor numbers with commas such as 0,1"; wrong=1; }
        gpus=$value ;;
      workers)
        [[ $value =~ ^(auto|0|[1-9][0-9]{0,2}|1000)$ ]] ||
          { say "$place: workers: '$value' is neither 'auto' nor a whole number up to 1000"; wrong=1; }
        workers=$value ;;
      role)
        [[ $value == worker || $value == coordinator ]] ||
          { say "$place: role: '$value' is neither 'worker' nor 'coordinator'"; wrong=1; }
        role=$value ;;
      folder)
        # Every shell takes such a path unquoted, and nothing in it can be taken for an option.
        [[ $value =~ ^(~/|/|[A-Za-z0-9._])[A-Za-z0-9._/+-]*$ && $value != */ && /$value/ != */../* && $value != . ]] ||
          { say "$place: folder: '$value' will not do; right is a path of letters, digits and . _ + - such as ~/actorsearch"; wrong=1; }
        folder=${value#\~/} ;;
      *)
        say "$place: unknown key '$key'; there are gpus, workers, role and folder"
        wrong=1 ;;
    esac
  done
  if [[ $workers == 0 && $role == worker ]]; then
    say "$place: workers=0 leaves the host without work; right is to take out the line, or role=coordinator"
    wrong=1
  fi
  node=$(node_of "$name")
  if [[ ${#node} -gt 60 ]]; then
    say "$place: the host's name is longer than 60 characters; right is a short alias in ~/.ssh/config"
    wrong=1
  fi
  for other in "${host_nodes[@]}"; do
    if [[ $other == "$node" ]]; then
      say "$place: the host $node stands twice; right is one line, with workers=N for more workers"
      wrong=1
    fi
  done
  if [[ $role == coordinator && " ${host_roles[*]} " == *' coordinator '* ]]; then
    say "$place: a second role=coordinator; one host can have it"
    wrong=1
  fi
  host_names+=("$name") host_nodes+=("$node") host_gpus+=("$gpus") host_workers+=("$workers")
  host_roles+=("$role") host_folders+=("$folder")
  return "$wrong"
}
