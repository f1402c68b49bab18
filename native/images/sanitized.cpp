// Decodes files under the sanitizers. The files are those that passed the program's own checks, as FuzzTests leaves them
// in $ACTORSEARCH_FUZZ_FOLDER: what those checks refuse, some releases of stb_image do not survive.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <vector>

#include "images.h"

namespace {

bool size_of(const std::vector<uint8_t>& file, int32_t& width, int32_t& height) {
  const auto at16 = [&](size_t i) { return file[i] << 8 | file[i + 1]; };
  if (file.size() > 24 && file[0] == 0x89) {
    width = at16(16) << 16 | at16(18);
    height = at16(20) << 16 | at16(22);
    return true;
  }
  for (size_t i = 2; i + 9 < file.size();) {
    const int marker = file[i + 1];
    if (marker >= 0xC0 && marker <= 0xC2) {
      height = at16(i + 5);
      width = at16(i + 7);
      return true;
    }
    if (file[i + 1] == 0xFF) {
      i++;
    } else {
      i += 2 + static_cast<size_t>(at16(i + 2));
    }
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  long counts[4] = {};
  for (int i = 1; i < argc; i++) {
    std::ifstream input(argv[i], std::ios::binary);
    const std::vector<uint8_t> file{std::istreambuf_iterator<char>(input), {}};
    int32_t width = 0, height = 0;
    if (!size_of(file, width, height)) {
      std::fprintf(stderr, "%s: no size\n", argv[i]);
      continue;
    }
    std::vector<uint8_t> pixels(static_cast<size_t>(width) * static_cast<size_t>(height) * 3);
    char reason[64];
    counts[actorsearch_images_decode(file.data(), static_cast<int64_t>(file.size()), width, height, int64_t{512} << 20,
                                     pixels.data(), reason, sizeof reason)]++;
  }
  std::printf("decoded %ld, damaged %ld, of other size %ld, over budget %ld\n", counts[0], counts[1], counts[2], counts[3]);
  return 0;
}
