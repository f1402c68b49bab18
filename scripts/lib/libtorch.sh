# shellcheck shell=bash
# Finds libtorch, cmake and a C++ compiler for the system stack, or gets them from the distribution.
# Uses say, die, step and log of the script that sources it.

# The same header that native/build.sh looks for: a libtorch without headers, as in Debian's PyTorch, is of no use here.
header=include/ATen/ATen.h

pytorch_has_libtorch() {
  local found
  found=$(python3 -c 'import os, torch; print(os.path.dirname(torch.__file__))' 2>/dev/null </dev/null) &&
    [[ -f $found/$header ]]
}

find_libtorch() {
  if [[ -n ${LIBTORCH:-} ]]; then
    [[ -f $LIBTORCH/$header ]] ||
      die "LIBTORCH is '$LIBTORCH', but there is no $header in that folder" \
        "Set it to an unpacked libtorch (the folder that holds lib/ and include/), or unset it."
    say "libtorch: $LIBTORCH (LIBTORCH says so)"
  elif [[ -f /usr/$header ]]; then
    say "libtorch: the distribution's, in /usr"
  elif pytorch_has_libtorch; then
    say "libtorch: the one inside this machine's PyTorch"
  else
    return 1
  fi
}

# Prints the command's prefix with which this user may install packages; fails where they may not.
privilege() {
  command -v apt-get >/dev/null || return 1
  if [[ $(id -u) == 0 ]]; then
    echo env
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    echo 'sudo -n env'
  else
    return 1
  fi
}

install_packages() {
  local prefix
  read -ra prefix <<<"$1"
  shift
  "${prefix[@]}" DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 update &&
    "${prefix[@]}" DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
      install -y --no-install-recommends "$@"
}

# stb_image.h decodes the photos of image-folder data sets. Everything else goes without it.
has_stb_image() {
  local folder
  for folder in /usr/include /usr/local/include; do
    if [[ -f $folder/stb/stb_image.h || -f $folder/stb_image.h ]]; then return; fi
  done
  return 1
}

get_image_decoder() {
  local prefix
  if has_stb_image; then return; fi
  # shellcheck disable=SC2154
  if prefix=$(privilege) && install_packages "$prefix" libstb-dev >>"$log" 2>&1 </dev/null 9>&-; then
    say "libstb-dev: installed, for image-folder data sets"
  else
    say "note: image-folder data sets need stb_image; as root, on Debian or Ubuntu: apt-get install libstb-dev"
  fi
}

get_libtorch() {
  local missing=() prefix
  find_libtorch || missing+=(libtorch-dev)
  command -v cmake >/dev/null || missing+=(cmake)
  command -v make >/dev/null || command -v ninja >/dev/null || missing+=(make)
  command -v g++ >/dev/null || command -v c++ >/dev/null || missing+=(g++)
  if [[ ${#missing[@]} == 0 ]]; then return; fi
  if ! prefix=$(privilege); then
    local advice=("This user cannot install packages here. As root, on Debian or Ubuntu:"
      "    apt-get install --no-install-recommends ${missing[*]}")
    if [[ " ${missing[*]} " == *" libtorch-dev "* ]]; then
      advice+=("Without root, get libtorch in one of these ways and start again:"
        "    export LIBTORCH=/path/to/libtorch    # unpacked from https://pytorch.org/get-started/locally"
        "    python3 -m pip install torch         # in the Python that python3 on the PATH starts")
    fi
    die "the system stack needs what is not on this machine: ${missing[*]}" "${advice[@]}"
  fi
  step "installing ${missing[*]} (apt-get)" install_packages "$prefix" "${missing[@]}"
}
