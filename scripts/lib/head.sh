# shellcheck shell=bash
# role=coordinator: the coordinator runs on a host, and the store is there while it does. A store that is here and not
# there is copied there first; at the end it is fetched, and a store here that differs is set aside, not overwritten.
# Uses the variables of scripts/launch-cluster.sh and the other files of this folder.
# shellcheck disable=SC2154,SC2034

head_host() {
  local host
  for host in "${!host_names[@]}"; do
    if [[ ${host_roles[host]} == coordinator ]]; then echo "$host"; fi
  done
}

store_there() { printf '%s/stores/%s' "${host_folders[$1]}" "$(basename "$store")"; }

# start_coordinator_on HOST SECRETS: as start_coordinator_here, with the store over there.
start_coordinator_on() {
  local host=$1 node=${host_nodes[$1]} there log=$run/logs/coordinator.log
  there=$(store_there "$host")
  if [[ $link == akka ]]; then write_hocon "$run/cluster.hocon" "runs/$launch_name-coordinator/secrets"; fi
  [[ $(basename "$store") =~ ^[A-Za-z0-9._+-]+$ ]] ||
    die "$(basename "$store"): with role=coordinator a store's name may hold letters, digits and . _ + - only"
  note "$node: setting up for the coordinator"
  if ! prepare coordinator "$host" >>"$log" 2>&1; then
    die "$node, which is to run the coordinator, $(<"$run/state/.why.$node")" "$(tail -n 5 "$log")"
  fi
  if on "$host" test -e "$there" </dev/null 2>>"$log"; then
    note "$node: goes on with the store that is there: $there"
  elif [[ -e $store ]]; then
    [[ ! -e $(left_beside "$store") ]] || die "$store is in use, or was left by a crash" "Open it once here: actorsearch studies --store $store"
    note "$node: gets the store that is here: $store"
    { on "$host" mkdir -p "${host_folders[host]}/stores" </dev/null &&
      rsync -t -e "$ssh_command" "$store" "$(place_on "$host" "$there")" </dev/null; } >>"$log" 2>&1 ||
      die "$store could not be copied to $node" "$(tail -n 3 "$log")"
  fi
  (umask 077 && write_coordinator_config "https://$2:${port:-7070}" "../../stores/$(basename "$store")" secrets log)
  start_coordinator coordinator_on "$host"
}

# One life of the coordinator on a host.
coordinator_on() {
  local host=$1 folder files=("$run/coordinator.yaml" "$run/secrets")
  if [[ -f $run/cluster.hocon ]]; then files+=("$run/cluster.hocon"); fi
  folder=$(run_folder_on "$host" coordinator)
  on "$host" mkdir -p "${host_folders[host]}/stores" </dev/null &&
    send "$host" coordinator "${files[@]}" || return 1
  tied_on coordinator "$host" -- --delete "$folder/secrets" \
    bash "${host_folders[host]}/scripts/lib/node.sh" coordinator "$(from_checkout "$host" "$folder")/coordinator.yaml"
}

fetch_store() {
  local host=$1 there fetched=$run/fetched aside
  there=$(store_there "$host")
  if on "$host" test -e "$(left_beside "$there")" </dev/null 2>/dev/null ||
    ! rsync -t -e "$ssh_command" "$(place_on "$host" "$there")" "$fetched" </dev/null 2>>"$run/logs/coordinator.log"; then
    note "the store was not closed or cannot be fetched: it lies in $there on ${host_nodes[host]}, and the next launch goes on with it"
    return 1
  fi
  if [[ -e $store ]] && ! cmp -s "$store" "$fetched"; then
    aside=$store.before-$(basename "$run")
    mv "$store" "$aside"
    note "the store from ${host_nodes[host]} replaces $store, which is now $aside"
  fi
  mv "$fetched" "$store"
}
