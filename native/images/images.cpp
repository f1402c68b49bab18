#include "images.h"

#include <climits>
#include <cstdlib>
#include <cstring>

namespace {

// Every block of one decoding is counted against its budget, and begins as zeros: what a damaged file leaves undecoded
// is then the same everywhere, and no table is read that was never written.
struct alignas(16) BlockHead {
  size_t size;
};

thread_local int64_t bytes_left = 0;
thread_local bool was_over_budget = false;

void* counted_malloc(size_t size) {
  if (bytes_left < 0 || size > static_cast<size_t>(bytes_left)) {
    was_over_budget = true;
    return nullptr;
  }
  auto* head = static_cast<BlockHead*>(std::calloc(1, sizeof(BlockHead) + size));
  if (head == nullptr) {
    was_over_budget = true;
    return nullptr;
  }
  head->size = size;
  bytes_left -= static_cast<int64_t>(size);
  return head + 1;
}

void counted_free(void* block) {
  if (block == nullptr) return;
  auto* head = static_cast<BlockHead*>(block) - 1;
  bytes_left += static_cast<int64_t>(head->size);
  std::free(head);
}

void* counted_realloc(void* block, size_t size) {
  void* larger = counted_malloc(size);
  if (larger == nullptr) return nullptr;  // the old block stays, and stays its owner's
  if (block != nullptr) {
    const size_t old = (static_cast<BlockHead*>(block) - 1)->size;
    std::memcpy(larger, block, old < size ? old : size);
    counted_free(block);
  }
  return larger;
}

}  // namespace

#define STBI_MALLOC(size) counted_malloc(size)
#define STBI_REALLOC(block, size) counted_realloc(block, size)
#define STBI_FREE(block) counted_free(block)
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_SIMD  // one way of computing on every processor
#define STBI_MAX_DIMENSIONS 16384
#define STBI_ASSERT(condition) ((void)0)  // a damaged file ends in an error, never in abort()
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image.h>
#pragma GCC diagnostic pop

int32_t actorsearch_images_abi(void) { return 1; }

int32_t actorsearch_images_decode(const uint8_t* file, int64_t length, int32_t width, int32_t height, int64_t budget,
                                  uint8_t* pixels, char* reason, int32_t reason_length) {
  if (reason_length > 0) reason[0] = '\0';
  if (length < 0 || length > INT_MAX) return ACTORSEARCH_IMAGE_DAMAGED;
  bytes_left = budget;
  was_over_budget = false;

  int x = 0, y = 0, components = 0;
  constexpr int channels = 3;
  stbi_uc* decoded = stbi_load_from_memory(file, static_cast<int>(length), &x, &y, &components, channels);
  if (decoded == nullptr) {
    if (was_over_budget) return ACTORSEARCH_IMAGE_OVER_BUDGET;
    const char* why = stbi_failure_reason();
    if (why != nullptr && reason_length > 0) {
      std::strncpy(reason, why, static_cast<size_t>(reason_length) - 1);
      reason[reason_length - 1] = '\0';
    }
    return ACTORSEARCH_IMAGE_DAMAGED;
  }
  int32_t status = ACTORSEARCH_IMAGE_OTHER_SIZE;
  if (x == width && y == height) {
    std::memcpy(pixels, decoded, static_cast<size_t>(width) * static_cast<size_t>(height) * channels);
    status = ACTORSEARCH_IMAGE_OK;
  }
  stbi_image_free(decoded);
  return status;
}
