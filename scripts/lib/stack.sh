# shellcheck shell=bash
# Which stack this machine builds: asked of the environment, of stack.props, else of the package feed. Only what the feed
# certainly lacks makes it the system stack; a feed that is slow or silent decides nothing.
# Uses root, log, say, die and show_failure of the script that sources it.
# shellcheck disable=SC2154

stack_file=$root/stack.props
stack_was_chosen_now=false

# recorded NAME: a property of stack.props.
recorded() {
  if [[ -f $stack_file ]]; then
    sed -n "s:.*<$1[^>]*>[[:space:]]*\\([a-z]*\\)[[:space:]]*</$1>.*:\\1:p" "$stack_file"
  fi
}

recorded_stack() { recorded ActorSearchStack; }

# record_stack STACK: with the device, where one is asked for or was recorded.
record_stack() {
  local device=${ACTORSEARCH_TORCH_DEVICE:-$(recorded TorchDevice)}
  printf '<Project><PropertyGroup><ActorSearchStack>%s</ActorSearchStack>%s</PropertyGroup></Project>\n' "$1" \
    "${device:+<TorchDevice>$device</TorchDevice>}" >"$stack_file.next"
  mv "$stack_file.next" "$stack_file"
}

# A choice made while the feed was out of order should not outlive the failure.
forget_stack_chosen_now() {
  if [[ $stack_was_chosen_now == true ]]; then rm -f "$stack_file"; fi
}

# Whether what is recorded is what the environment asks for.
stack_is_as_asked() {
  [[ -z ${ACTORSEARCH_STACK:-} || $ACTORSEARCH_STACK == "$(recorded_stack)" ]] &&
    [[ -z ${ACTORSEARCH_TORCH_DEVICE:-} || $ACTORSEARCH_TORCH_DEVICE == "$(recorded TorchDevice)" ]]
}

# ask_feed SECONDS [PROPERTY...]: restores build/NugetStack.csproj; what NuGet says goes to the log and to feed_answer.
ask_feed() {
  local patience_s=$1 status=0
  shift
  printf '\n== probe of the package feed %s\n' "$*" >>"$log"
  feed_answer=$(timeout --kill-after=10 "$patience_s" dotnet restore "$root/build/NugetStack.csproj" -tl:off \
    -p:TorchDevice="${ACTORSEARCH_TORCH_DEVICE:-cpu}" "$@" 2>&1 </dev/null 9>&-) || status=$?
  printf '%s\n' "$feed_answer" >>"$log"
  return "$status"
}

# What the feed lacks, by name; fails where that is not what was wrong.
lacking() {
  local names
  names=$(sed -n 's/.*error NU110[123]: Unable to find [a-z ]*package \([A-Za-z0-9._-]*[A-Za-z0-9]\).*/\1/p' <<<"$feed_answer" |
    sort -u | paste -sd, | sed 's/,/, /g')
  [[ -n $names ]] && printf '%s' "$names"
}

# cannot_tell STATUS SECONDS: neither stack was found to be right, so none is recorded.
cannot_tell() {
  local advice="ACTORSEARCH_STACK=system scripts/setup.sh goes without those packages (docs/STACKS.md)."
  if [[ $1 == 124 || $1 == 137 ]]; then
    die "the package feed has not brought the nuget stack's packages within $2 s" \
      "Run this again: what has come is kept. ACTORSEARCH_FEED_S=N waits N s; $advice"
  fi
  show_failure
  die "the package feed was asked for the nuget stack's packages and gave no answer to go by (above; log: $log)" "$advice"
}

# The packages themselves first, which are small; only if all are there, everything they need, libtorch with it.
probe_stack() {
  local started=$SECONDS status=0 patience_s=${ACTORSEARCH_FEED_S:-3600} missing
  ask_feed 120 || status=$?
  if [[ $status == 124 || $status == 137 ]]; then cannot_tell "$status" 120; fi
  if [[ $status == 0 ]]; then
    say "stack: the feed has Akka.NET, LiteDB and TorchSharp; getting them, libtorch among them if it is not here yet"
    ask_feed "$patience_s" -p:Whole=true || status=$?
  fi
  if [[ $status == 0 ]]; then
    record_stack nuget
    say "stack: nuget (the feed has all its packages; $((SECONDS - started)) s)"
  elif missing=$(lacking) && [[ $feed_answer != *NU1301* ]]; then
    record_stack system
    say "stack: system (the feed lacks $missing; $((SECONDS - started)) s)"
  else
    cannot_tell "$status" "$patience_s"
  fi
}

choose_stack() {
  local found
  case ${ACTORSEARCH_STACK:-nuget} in
    nuget | system) ;;
    *) die "ACTORSEARCH_STACK is '$ACTORSEARCH_STACK'; it may be nuget or system" ;;
  esac
  case ${ACTORSEARCH_TORCH_DEVICE:-cpu} in
    cpu | cuda) ;;
    *) die "ACTORSEARCH_TORCH_DEVICE is '$ACTORSEARCH_TORCH_DEVICE'; it may be cpu or cuda" ;;
  esac
  found=$(recorded_stack)
  if [[ -n ${ACTORSEARCH_STACK:-} ]]; then
    if ! stack_is_as_asked; then record_stack "$ACTORSEARCH_STACK"; fi
    say "stack: $ACTORSEARCH_STACK (ACTORSEARCH_STACK says so)"
    return
  fi
  case $found in
    nuget | system)
      if ! stack_is_as_asked; then record_stack "$found"; fi
      say "stack: $found (stack.props says so)"
      return ;;
  esac
  if [[ -f $stack_file ]]; then
    die "$stack_file names no stack" "Delete it to have the stack chosen anew."
  fi
  stack_was_chosen_now=true
  probe_stack
}

# is_of_other_stack PROJECT: whether Directory.Build.props leaves this project out of the recorded stack.
is_of_other_stack() {
  local stack prefix
  while read -r stack prefix; do
    if [[ $1 == "$prefix"* && $stack != "$(recorded_stack)" ]]; then return 0; fi
  done < <(sed -n "s:.*<OnlyInStack Condition=\"\(.*\)\">\([a-z]*\)</OnlyInStack>.*:\2 \1:p" "$root/Directory.Build.props" |
    awk '{ for (field = 2; field <= NF; field++) if (match($field, /\047[^\047]*\047\)/)) print $1, substr($field, RSTART + 1, RLENGTH - 3) }')
  return 1
}
