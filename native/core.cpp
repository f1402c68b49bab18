// Lifetimes, properties, data, gradients, generators, threads, devices.
#include "abi.h"
#include "kernels/kernels.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <string>

using namespace actorsearch;

namespace {

thread_local std::string last_error;

// libtorch writes its warnings to standard error, which is no library's to write to: they are dropped.
class Silence : public c10::WarningHandler {
 public:
#if TORCH_VERSION_MAJOR >= 2
  void process(const c10::Warning&) override {}
#else
  void process(const c10::SourceLocation&, const std::string&, const bool) override {}
#endif
};

}  // namespace

namespace actorsearch {

// Handlers are set thread by thread.
bool silence_warnings() noexcept {
  static Silence silence;
#if TORCH_VERSION_MAJOR >= 2
  c10::WarningUtils::set_warning_handler(&silence);
#else
  c10::Warning::set_warning_handler(&silence);
#endif
  return true;
}

void remember_error() noexcept {
  try {
    try {
      throw;
    } catch (const c10::Error& e) {
      last_error = e.what_without_backtrace();
    } catch (const std::exception& e) {
      last_error = e.what();
    } catch (...) {
      last_error = "libtorch threw something that is no std::exception";
    }
    auto backtrace = last_error.find("\nException raised from ");
    if (backtrace != std::string::npos) last_error.resize(backtrace);
    while (!last_error.empty() && last_error.back() == '\n') last_error.pop_back();
  } catch (...) {
    // No memory for the message; the caller still learns that the call failed.
  }
}

}  // namespace actorsearch

AST_API const char* ast_last_error() { return last_error.c_str(); }
AST_API const char* ast_libtorch_version() { return TORCH_VERSION; }

// --- lifetimes and properties -------------------------------------------------------------------------------------

AST_API void ast_free(Handle t) { delete t; }
AST_API Handle ast_alias(Handle t) { return make([&] { return *t; }); }
AST_API int64_t ast_dim(Handle t) { return t->dim(); }
AST_API int64_t ast_numel(Handle t) { return t->numel(); }
AST_API int64_t ast_element_size(Handle t) { return static_cast<int64_t>(t->element_size()); }
AST_API int32_t ast_dtype(Handle t) { return static_cast<int32_t>(t->scalar_type()); }
AST_API int32_t ast_device_type(Handle t) { return static_cast<int32_t>(t->device().type()); }
AST_API int32_t ast_device_index(Handle t) { return static_cast<int32_t>(t->device().index()); }
AST_API int32_t ast_is_contiguous(Handle t) { return t->is_contiguous(); }
AST_API int32_t ast_is_leaf(Handle t) { return t->is_leaf(); }
AST_API int32_t ast_requires_grad(Handle t) { return t->requires_grad(); }

AST_API void ast_sizes(Handle t, int64_t* into) {
  auto s = t->sizes();
  std::copy(s.begin(), s.end(), into);
}

AST_API void ast_strides(Handle t, int64_t* into) {
  auto s = t->strides();
  std::copy(s.begin(), s.end(), into);
}

AST_API int32_t ast_set_requires_grad(Handle t, int32_t value) {
  return guarded([&] { t->set_requires_grad(value != 0); });
}

AST_API int32_t ast_retain_grad(Handle t) {
  return guarded([&] { t->retain_grad(); });
}

AST_API int32_t ast_set_data(Handle t, Handle data) {
  return guarded([&] { t->set_data(*data); });
}

AST_API int32_t ast_data_ptr(Handle t, void** into) {
  return guarded([&] { *into = t->data_ptr(); });
}

AST_API int32_t ast_item_double(Handle t, double* into) {
  return guarded([&] { *into = t->item().toDouble(); });
}

AST_API int32_t ast_item_int64(Handle t, int64_t* into) {
  return guarded([&] { *into = t->item().toLong(); });
}

// A tensor of its own holding a copy of `bytes` bytes of elements of `source_dtype`, as dtype and on the device asked.
AST_API Handle ast_from_data(const void* data, int64_t bytes, int32_t source_dtype, const int64_t* shape,
                             int64_t dimensions, int32_t dtype, int32_t device_type, int32_t device_index) {
  return make([&] {
    auto result = at::empty(sizes(shape, dimensions), options(source_dtype, 0, -1));
    TORCH_CHECK(static_cast<int64_t>(result.nbytes()) == bytes, "shape ", result.sizes(), " needs ", result.nbytes(),
                " bytes of data, but ", bytes, " are given");
    if (bytes > 0) std::memcpy(result.data_ptr(), data, static_cast<size_t>(bytes));
    auto wanted = dtype < 0 ? result.scalar_type() : static_cast<at::ScalarType>(dtype);
    if (device_type == 0 && wanted == result.scalar_type()) return result;
    return result.to(device_of(device_type, device_index), wanted);
  });
}

// --- gradients ----------------------------------------------------------------------------------------------------

AST_API int32_t ast_backward(Handle t, Handle gradient, int32_t retain_graph, int32_t create_graph) {
  return guarded([&] {
    t->backward(gradient == nullptr ? at::Tensor() : *gradient, retain_graph != 0, create_graph != 0);
  });
}

// Null with status 0 where there is no gradient.
AST_API int32_t ast_grad(Handle t, Handle* into) {
  *into = nullptr;
  return guarded([&] {
    const auto& g = t->grad();
    if (g.defined()) *into = new at::Tensor(g);
  });
}

AST_API int32_t ast_set_grad(Handle t, Handle gradient) {
  return guarded([&] {
    if (gradient == nullptr) {
      t->mutable_grad().reset();
    } else {
      TORCH_CHECK(gradient->sizes() == t->sizes(), "a gradient of shape ", gradient->sizes(),
                  " does not fit a tensor of shape ", t->sizes());
      t->mutable_grad() = *gradient;
    }
  });
}

AST_API int32_t ast_zero_grads(Handle* parameters, int64_t count) {
  return guarded([&] {
    for (int64_t i = 0; i < count; i++) parameters[i]->mutable_grad().reset();
  });
}

AST_API int32_t ast_grad_mode() { return at::GradMode::is_enabled(); }
AST_API void ast_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }
AST_API int32_t ast_inference_mode() { return c10::InferenceMode::is_enabled(); }
AST_API void* ast_enter_inference_mode(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
AST_API void ast_leave_inference_mode(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

// --- generators ---------------------------------------------------------------------------------------------------

AST_API at::Generator* ast_generator(uint64_t seed, int32_t device_type, int32_t device_index) {
  at::Generator* result = nullptr;
  guarded([&] {
    auto device = device_of(device_type, device_index);
    at::Generator g;
    if (device.is_cpu()) {
      g = at::make_generator<at::CPUGeneratorImpl>(seed);
    } else {
      auto shared = at::globalContext().defaultGenerator(device);
      std::lock_guard<std::mutex> lock(shared.mutex());
      g = shared.clone();
      g.set_current_seed(seed);
    }
    result = new at::Generator(std::move(g));
  });
  return result;
}

AST_API at::Generator* ast_default_generator() {
  at::Generator* result = nullptr;
  guarded([&] { result = new at::Generator(at::globalContext().defaultGenerator(at::Device(at::kCPU))); });
  return result;
}

AST_API void ast_free_generator(at::Generator* g) { delete g; }

AST_API int32_t ast_generator_seed(at::Generator* g, uint64_t seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    g->set_current_seed(seed);
  });
}

AST_API int32_t ast_generator_initial_seed(at::Generator* g, int64_t* into) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    *into = static_cast<int64_t>(g->current_seed());
  });
}

AST_API int32_t ast_generator_fresh_seed(at::Generator* g, int64_t* into) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    *into = static_cast<int64_t>(g->seed());
  });
}

AST_API Handle ast_generator_state(at::Generator* g) {
  return make([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    return g->get_state();
  });
}

AST_API int32_t ast_set_generator_state(at::Generator* g, Handle state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(g->mutex());
    g->set_state(*state);
  });
}

AST_API int32_t ast_manual_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

// --- memory ---------------------------------------------------------------------------------------------------------

namespace {
// A training step frees and asks for the same megabytes again and again; this runs when the library is loaded.
[[maybe_unused]] const bool memory_is_kept = (actorsearch::kernels::keep_freed_memory(), true);
}  // namespace

// --- threads and devices ------------------------------------------------------------------------------------------

AST_API int32_t ast_get_num_threads() { return at::get_num_threads(); }
AST_API int32_t ast_get_num_interop_threads() { return at::get_num_interop_threads(); }

// The first parallel work of a thread sets that thread to whatever any thread asked for last. Letting that happen first
// makes the number asked for here stay, on this thread.
AST_API int32_t ast_set_num_threads(int32_t n) {
  return guarded([&] {
    at::get_num_threads();
    at::internal::lazy_init_num_threads();
    at::set_num_threads(n);
  });
}

AST_API int32_t ast_set_num_interop_threads(int32_t n) {
  return guarded([&] { at::set_num_interop_threads(n); });
}

AST_API int32_t ast_cuda_is_available() {
  try {
    return at::hasCUDA() && at::globalContext().defaultGenerator(at::Device(at::kCUDA, 0)).defined();
  } catch (...) {
    return 0;
  }
}

AST_API int32_t ast_cuda_device_count() {
  try {
    return at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0;
  } catch (...) {
    return 0;
  }
}

AST_API int32_t ast_cuda_is_cudnn_available() {
  try {
    return at::hasCUDA() && at::globalContext().hasCuDNN();
  } catch (...) {
    return 0;
  }
}

// Waits for the device's own work: an element read back from the current stream comes after everything queued on it.
AST_API int32_t ast_cuda_synchronize(int32_t device_index) {
  return guarded([&] {
    TORCH_CHECK(at::hasCUDA(), "this libtorch has no CUDA");
    at::zeros({1}, options(6, static_cast<int32_t>(at::kCUDA), device_index)).item<float>();
  });
}
