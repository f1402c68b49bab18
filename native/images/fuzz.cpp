// Damages files at random and decodes them: nothing may be read or written out of bounds, leak, or go over the budget.
// Heads are not checked here as the program does, so that the decoder sees worse than it ever will.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "images.h"

namespace {

// What the files say, read as the decoder reads it: a size it will not agree with would end every decoding at once.
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
    i += 2 + static_cast<size_t>(at16(i + 2));
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: images_fuzz ROUNDS FILE...\n");
    return 2;
  }
  std::mt19937 random(1);
  long counts[4] = {};
  for (int i = 2; i < argc; i++) {
    std::ifstream input(argv[i], std::ios::binary);
    const std::vector<uint8_t> whole{std::istreambuf_iterator<char>(input), {}};
    for (long round = 0; round < std::atol(argv[1]); round++) {
      std::vector<uint8_t> file = whole;
      const int flips = static_cast<int>(random() % 12);
      for (int flip = 0; flip < flips && !file.empty(); flip++) {
        // Half of the damage goes to the head, where tables and sizes are.
        const size_t range = random() % 2 == 0 && file.size() > 700 ? 700 : file.size();
        uint8_t& byte = file[random() % range];
        byte = random() % 4 == 0 ? static_cast<uint8_t>(random()) : byte ^ static_cast<uint8_t>(1u << (random() % 8));
      }
      if (random() % 4 == 0) file.resize(random() % (file.size() + 1));
      int32_t width = 1, height = 1;
      if (!size_of(file, width, height) || width <= 0 || height <= 0 || int64_t{width} * height > 1 << 22) width = height = 1;
      std::vector<uint8_t> pixels(static_cast<size_t>(width) * height * 3);
      char reason[64];
      counts[actorsearch_images_decode(file.data(), static_cast<int64_t>(file.size()), width, height, int64_t{64} << 20,
                                       pixels.data(), reason, sizeof reason)]++;
    }
  }
  std::printf("decoded %ld, damaged %ld, of other size %ld, over budget %ld\n", counts[0], counts[1], counts[2], counts[3]);
  return 0;
}
