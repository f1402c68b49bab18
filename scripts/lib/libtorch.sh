# shellcheck shell=bash
# Finds libtorch, cmake and a C++ compiler for the system stack, or gets them from the distribution.
# Uses say, die and step of the script that sources it.

debian_has_libtorch() {
  command -v dpkg-query >/dev/null &&
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' libtorch-dev 2>/dev/null) == installed ]]
}

# Debian's PyTorch comes without headers, so that it can be imported is not enough.
pytorch_has_libtorch() {
  command -v python3 >/dev/null && python3 - >/dev/null 2>&1 </dev/null <<'PYTHON'
import os, sys, torch.utils
sys.exit(not os.path.exists(os.path.join(torch.utils.cmake_prefix_path, "Torch", "TorchConfig.cmake")))
PYTHON
}

find_libtorch() {
  if [[ -n ${LIBTORCH:-} ]]; then
    compgen -G "$LIBTORCH/lib*/libtorch*" >/dev/null ||
      die "LIBTORCH is '$LIBTORCH', but there is no lib/libtorch.so in that folder" \
        "Set it to an unpacked libtorch (the folder that holds lib/ and include/), or unset it."
    say "libtorch: $LIBTORCH (LIBTORCH says so)"
  elif debian_has_libtorch; then
    say "libtorch: the distribution's libtorch-dev"
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

get_libtorch() {
  local missing=() prefix
  find_libtorch || missing+=(libtorch-dev)
  command -v cmake >/dev/null || missing+=(cmake)
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
