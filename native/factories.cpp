// Tensors from nothing, and random draws into tensors.
#include "abi.h"

using namespace actorsearch;

#define AST_FACTORY(name)                                                                                       \
  AST_API Handle ast_##name(const int64_t* shape, int64_t dimensions, int32_t dtype, int32_t device_type,       \
                            int32_t device_index) {                                                             \
    return make([&] { return at::name(sizes(shape, dimensions), options(dtype, device_type, device_index)); }); \
  }

AST_FACTORY(zeros)
AST_FACTORY(ones)
AST_FACTORY(empty)

AST_API Handle ast_full(const int64_t* shape, int64_t dimensions, Number value, int32_t dtype, int32_t device_type,
                        int32_t device_index) {
  return make([&] {
    return at::full(sizes(shape, dimensions), scalar(value), options(dtype, device_type, device_index));
  });
}

AST_API Handle ast_arange(Number start, Number stop, Number step, int32_t dtype, int32_t device_type,
                          int32_t device_index) {
  return make(
      [&] { return at::arange(scalar(start), scalar(stop), scalar(step), options(dtype, device_type, device_index)); });
}

AST_API Handle ast_eye(int64_t rows, int64_t columns, int32_t dtype, int32_t device_type, int32_t device_index) {
  return make([&] { return at::eye(rows, columns, options(dtype, device_type, device_index)); });
}

AST_API Handle ast_linspace(double start, double end, int64_t steps, int32_t dtype, int32_t device_type,
                            int32_t device_index) {
  return make([&] { return at::linspace(start, end, steps, options(dtype, device_type, device_index)); });
}

#define AST_LIKE(name)                                                                                           \
  AST_API Handle ast_##name(Handle t, int32_t dtype, int32_t device_type, int32_t device_index) {                \
    return make([&] {                                                                                            \
      auto as = t->options();                                                                                    \
      if (dtype >= 0) as = as.dtype(static_cast<at::ScalarType>(dtype));                                         \
      if (device_type >= 0) as = as.device(device_of(device_type, device_index));                                \
      return at::name(*t, as);                                                                                   \
    });                                                                                                          \
  }

AST_LIKE(zeros_like)
AST_LIKE(ones_like)
AST_LIKE(empty_like)
AST_LIKE(rand_like)
AST_LIKE(randn_like)

AST_API Handle ast_rand(const int64_t* shape, int64_t dimensions, at::Generator* g, int32_t dtype,
                        int32_t device_type, int32_t device_index) {
  return make([&] {
    return at::rand(sizes(shape, dimensions), optional_generator(g), options(dtype, device_type, device_index));
  });
}

AST_API Handle ast_randn(const int64_t* shape, int64_t dimensions, at::Generator* g, int32_t dtype,
                         int32_t device_type, int32_t device_index) {
  return make([&] {
    return at::randn(sizes(shape, dimensions), optional_generator(g), options(dtype, device_type, device_index));
  });
}

AST_API Handle ast_randint(int64_t low, int64_t high, const int64_t* shape, int64_t dimensions, at::Generator* g,
                           int32_t dtype, int32_t device_type, int32_t device_index) {
  return make([&] {
    return at::randint(low, high, sizes(shape, dimensions), optional_generator(g),
                       options(dtype, device_type, device_index));
  });
}

AST_API Handle ast_randperm(int64_t n, at::Generator* g, int32_t dtype, int32_t device_type, int32_t device_index) {
  return make([&] { return at::randperm(n, optional_generator(g), options(dtype, device_type, device_index)); });
}

AST_API int32_t ast_uniform_(Handle t, double from, double to, at::Generator* g) {
  return guarded([&] { t->uniform_(from, to, optional_generator(g)); });
}

AST_API int32_t ast_normal_(Handle t, double mean, double deviation, at::Generator* g) {
  return guarded([&] { t->normal_(mean, deviation, optional_generator(g)); });
}

AST_API int32_t ast_bernoulli_p_(Handle t, double p, at::Generator* g) {
  return guarded([&] { t->bernoulli_(p, optional_generator(g)); });
}

AST_API int32_t ast_bernoulli_t_(Handle t, Handle p, at::Generator* g) {
  return guarded([&] { t->bernoulli_(*p, optional_generator(g)); });
}

AST_API Handle ast_bernoulli(Handle t, at::Generator* g) {
  return make([&] { return t->bernoulli(optional_generator(g)); });
}

AST_API int32_t ast_random_(Handle t, int64_t from, int64_t to, at::Generator* g) {
  return guarded([&] { t->random_(from, to, optional_generator(g)); });
}

AST_API int32_t ast_exponential_(Handle t, double lambda, at::Generator* g) {
  return guarded([&] { t->exponential_(lambda, optional_generator(g)); });
}

AST_API Handle ast_multinomial(Handle t, int64_t samples, int32_t replacement, at::Generator* g) {
  return make([&] { return t->multinomial(samples, replacement != 0, optional_generator(g)); });
}
