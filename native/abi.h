// What every translation unit of the C ABI shares. A tensor handle is an owned at::Tensor*. A function that makes a
// tensor returns null on failure, every other returns 0 or 1; the message waits in a thread-local until asked for.
#pragma once

#include <ATen/ATen.h>
#include <torch/version.h>

#include <cstdint>
#include <optional>
#include <utility>

#define AST_API extern "C" __attribute__((visibility("default")))

namespace actorsearch {

using Handle = at::Tensor*;

// libtorch's own optional became the standard's in 2.3 and goes away after it.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 5)
template <class T>
using Optional = std::optional<T>;
inline constexpr auto none = std::nullopt;
#else
template <class T>
using Optional = c10::optional<T>;
inline constexpr auto none = c10::nullopt;
#endif

// A number of any kind; the layout is that of NativeScalar on the managed side.
struct Number {
  double real;
  int64_t integer;
  int64_t kind;  // 0 integer, 1 real, 2 boolean
};

// Keeps the message of the exception in flight for ast_last_error. Call it in a catch block only.
void remember_error() noexcept;

bool silence_warnings() noexcept;

inline void enter() noexcept {
  thread_local bool silenced = silence_warnings();
  (void)silenced;
}

template <class F>
Handle make(F&& f) noexcept {
  enter();
  try {
    return new at::Tensor(f());
  } catch (...) {
    remember_error();
    return nullptr;
  }
}

template <class F>
int32_t guarded(F&& f) noexcept {
  enter();
  try {
    f();
    return 0;
  } catch (...) {
    remember_error();
    return 1;
  }
}

inline at::Scalar scalar(Number n) {
  switch (n.kind) {
    case 0: return at::Scalar(n.integer);
    case 2: return at::Scalar(n.integer != 0);
    default: return at::Scalar(n.real);
  }
}

inline at::IntArrayRef sizes(const int64_t* data, int64_t length) {
  return at::IntArrayRef(data, static_cast<size_t>(length));
}

// -1 stands for "as it is"; the numbers are those of at::ScalarType.
inline Optional<at::ScalarType> dtype_or_none(int32_t dtype) {
  if (dtype < 0) return none;
  return static_cast<at::ScalarType>(dtype);
}

inline at::Device device_of(int32_t type, int32_t index) {
  return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

inline at::TensorOptions options(int32_t dtype, int32_t device_type, int32_t device_index) {
  auto result = at::TensorOptions().device(device_of(device_type, device_index));
  return dtype < 0 ? result : result.dtype(static_cast<at::ScalarType>(dtype));
}

inline Optional<at::Tensor> optional_tensor(const at::Tensor* t) {
  if (t == nullptr) return none;
  return *t;
}

inline at::Tensor tensor_or_undefined(const at::Tensor* t) { return t == nullptr ? at::Tensor() : *t; }

inline Optional<at::Generator> optional_generator(const at::Generator* g) {
  if (g == nullptr) return none;
  return *g;
}

}  // namespace actorsearch
