# shellcheck shell=bash
# What report pages and their tests have from npm and the distribution: the charts library, a browser. The program builds
# and its other tests run without either.
# Uses root, artifacts, log, say, privilege and install_packages of the script that sources it and of libtorch.sh.
# shellcheck disable=SC2154

# What the build has of the charts library; one that npm may bring next time is not what it was.
charts_state() {
  if compgen -G "$artifacts/obj/ActorSearch.Reporting/charts/*/echarts.min.js" >/dev/null; then
    echo embedded
  elif command -v npm >/dev/null && command -v node >/dev/null; then
    echo npm
  else
    echo none
  fi
}

# A build does not ask npm again where it failed; a set-up does, once.
forget_charts_failure() { rm -f "$artifacts"/obj/ActorSearch.Reporting/charts/*/unavailable.txt; }

# browser_packages: what of Debian the browser tests lack.
browser_packages() {
  [[ -n ${ACTORSEARCH_CHROMIUM:-} ]] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || echo chromium
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
}

# Tried once a checkout, for it may take minutes; without it the browser tests are skipped and say why.
get_browser() {
  local missing prefix tried=$artifacts/browser.tried patience_s=600
  mapfile -t missing < <(browser_packages)
  if [[ ${#missing[@]} == 0 || -f $tried ]]; then return; fi
  if ! prefix=$(privilege); then
    say "note: the tests of report pages in a browser are skipped without ${missing[*]}; as root, on Debian: apt-get install ${missing[*]}"
    return
  fi
  : >"$tried"
  say "installing ${missing[*]} (apt-get), for the tests of report pages; at most $patience_s s"
  printf '\n== installing %s\n' "${missing[*]}" >>"$log"
  export -f install_packages
  if timeout --kill-after=10 "$patience_s" bash -c 'install_packages "$@"' _ "$prefix" "${missing[@]}" >>"$log" 2>&1 </dev/null 9>&-; then
    say "installed: ${missing[*]}"
  else
    say "note: not installed, so that the browser tests are skipped (log: artifacts/setup.log)"
  fi
}
