# shellcheck shell=bash
# Which stack this machine builds: asked of the environment, of stack.props, else of the package feed.
# Uses root, artifacts, log, say and die of the script that sources it.
# shellcheck disable=SC2154

stack_file=$root/stack.props
stack_was_chosen_now=false

recorded_stack() {
  if [[ -f $stack_file ]]; then
    sed -n 's:.*<ActorSearchStack[^>]*>[[:space:]]*\([a-z]*\)[[:space:]]*</ActorSearchStack>.*:\1:p' "$stack_file"
  fi
}

record_stack() {
  printf '<Project><PropertyGroup><ActorSearchStack>%s</ActorSearchStack></PropertyGroup></Project>\n' "$1" \
    >"$stack_file.next"
  mv "$stack_file.next" "$stack_file"
}

# A choice made while the feed was out of order should not outlive the failure.
forget_stack_chosen_now() {
  if [[ $stack_was_chosen_now == true ]]; then rm -f "$stack_file"; fi
}

pinned_version() {
  sed -n "s/.*PackageVersion Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$root/Directory.Packages.props"
}

# Restores a throw-away project that references what only the nuget stack uses.
feed_has_the_nuget_stack() {
  local folder package version status=0
  # Inside the checkout, so that a NuGet.Config in it or above it counts.
  folder=$(mktemp -d "$artifacts/probe.XXXXXX")
  # Without files of its own the project would inherit those of the folders above it.
  echo '<Project />' | tee "$folder/Directory.Build.props" "$folder/Directory.Build.targets" \
    >"$folder/Directory.Packages.props"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>'
    echo '<ItemGroup>'
    for package in TorchSharp Akka.Cluster LiteDB; do
      version=$(pinned_version "$package")
      echo "<PackageReference Include=\"$package\" Version=\"${version:-*}\" />"
    done
    echo '</ItemGroup></Project>'
  } >"$folder/probe.csproj"
  printf '\n== probe of the package feed\n' >>"$log"
  timeout 90 dotnet restore "$folder/probe.csproj" -tl:off -p:NuGetAudit=false \
    >>"$log" 2>&1 </dev/null 9>&- || status=$?
  rm -rf "$folder"
  return "$status"
}

choose_stack() {
  local found
  found=$(recorded_stack)
  if [[ -n ${ACTORSEARCH_STACK:-} ]]; then
    case $ACTORSEARCH_STACK in
      nuget | system) ;;
      *) die "ACTORSEARCH_STACK is '$ACTORSEARCH_STACK'; it may be nuget or system" ;;
    esac
    if [[ $found != "$ACTORSEARCH_STACK" ]]; then record_stack "$ACTORSEARCH_STACK"; fi
    say "stack: $ACTORSEARCH_STACK (ACTORSEARCH_STACK says so)"
    return
  fi
  case $found in
    nuget | system) say "stack: $found (stack.props says so)"; return ;;
  esac
  if [[ -f $stack_file ]]; then
    die "$stack_file names no stack" "Delete it to have the stack chosen anew."
  fi
  local started=$SECONDS
  stack_was_chosen_now=true
  if ! feed_has_the_nuget_stack; then
    record_stack system
    if grep -q NU1301 "$log"; then say "warning: the package feed does not answer"; fi
    say "stack: system (TorchSharp, Akka.Cluster and LiteDB cannot all be restored; $((SECONDS - started)) s)"
  elif [[ -z $(pinned_version TorchSharp) ]]; then
    record_stack system
    say "stack: system (the feed has the nuget stack's packages, this release does not use them yet)"
  else
    record_stack nuget
    say "stack: nuget (the feed has TorchSharp, Akka.Cluster and LiteDB; $((SECONDS - started)) s)"
  fi
}
