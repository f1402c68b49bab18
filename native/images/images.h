// Decodes one PNG or JPEG that lies in memory. Plain C at the border: no exception and no memory of its own crosses it.
#pragma once
#include <cstdint>

extern "C" {

// What a file cannot be decoded for.
enum actorsearch_image_status : int32_t {
  ACTORSEARCH_IMAGE_OK = 0,
  ACTORSEARCH_IMAGE_DAMAGED = 1,      // reason says how
  ACTORSEARCH_IMAGE_OTHER_SIZE = 2,   // the decoder sees another size than the caller
  ACTORSEARCH_IMAGE_OVER_BUDGET = 3,  // decoding wants more memory than the budget
};

// Version of this border, so that a library left from another build is noticed.
__attribute__((visibility("default"))) int32_t actorsearch_images_abi(void);

// file:       length bytes, at most 2^31 - 1
// width, height: what its head says; pixels has room for height x width x 3 bytes and gets R, G, B by rows
// budget:     bytes that decoding may hold at any one time, beside file and pixels
// reason:     gets a text of at most reason_length - 1 characters where the status is DAMAGED
// Safe to call from any number of threads.
__attribute__((visibility("default"))) int32_t actorsearch_images_decode(
    const uint8_t* file, int64_t length, int32_t width, int32_t height, int64_t budget, uint8_t* pixels,
    char* reason, int32_t reason_length);
}
