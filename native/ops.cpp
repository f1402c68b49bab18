// Arithmetic, comparison, reduction and shape operations, one line each: the name is libtorch's.
#include "abi.h"

#include <ATen/TensorIndexing.h>

#include <vector>

using namespace actorsearch;

#define AST_UNARY(name) \
  AST_API Handle ast_##name(Handle a) { return make([&] { return at::name(*a); }); }
#define AST_METHOD(name) \
  AST_API Handle ast_##name(Handle a) { return make([&] { return a->name(); }); }
#define AST_UNARY_(name) \
  AST_API int32_t ast_##name(Handle a) { return guarded([&] { a->name(); }); }
#define AST_BINARY(name) \
  AST_API Handle ast_##name(Handle a, Handle b) { return make([&] { return at::name(*a, *b); }); }
#define AST_BINARY_(name) \
  AST_API int32_t ast_##name(Handle a, Handle b) { return guarded([&] { a->name(*b); }); }
#define AST_SCALAR(name) \
  AST_API Handle ast_##name##_s(Handle a, Number b) { return make([&] { return at::name(*a, scalar(b)); }); }
#define AST_SCALAR_(name) \
  AST_API int32_t ast_##name##s_(Handle a, Number b) { return guarded([&] { a->name(scalar(b)); }); }

AST_UNARY(exp) AST_UNARY(log) AST_UNARY(log1p) AST_UNARY(sqrt) AST_UNARY(rsqrt) AST_UNARY(abs) AST_UNARY(neg)
AST_UNARY(sign) AST_UNARY(square) AST_UNARY(floor) AST_UNARY(ceil) AST_UNARY(round) AST_UNARY(reciprocal)
AST_UNARY(sin) AST_UNARY(cos) AST_UNARY(isfinite) AST_UNARY(isnan) AST_UNARY(isinf) AST_UNARY(logical_not)
AST_UNARY(bitwise_not) AST_UNARY(t) AST_UNARY(nonzero) AST_UNARY(erf)
AST_UNARY(mean) AST_UNARY(max) AST_UNARY(min) AST_UNARY(all) AST_UNARY(any)
AST_METHOD(argmax) AST_METHOD(argmin) AST_METHOD(detach) AST_METHOD(clone) AST_METHOD(contiguous)

AST_UNARY_(zero_) AST_UNARY_(exp_) AST_UNARY_(log_) AST_UNARY_(sqrt_) AST_UNARY_(abs_) AST_UNARY_(neg_)
AST_UNARY_(relu_) AST_UNARY_(sigmoid_) AST_UNARY_(tanh_) AST_UNARY_(reciprocal_) AST_UNARY_(detach_)
AST_UNARY_(logical_not_) AST_UNARY_(square_)

AST_BINARY(mul) AST_BINARY(div) AST_BINARY(pow) AST_BINARY(matmul) AST_BINARY(mm) AST_BINARY(bmm) AST_BINARY(mv)
AST_BINARY(dot) AST_BINARY(eq) AST_BINARY(ne) AST_BINARY(lt) AST_BINARY(le) AST_BINARY(gt) AST_BINARY(ge)
AST_BINARY(maximum) AST_BINARY(minimum) AST_BINARY(remainder) AST_BINARY(logical_and) AST_BINARY(logical_or)
AST_BINARY(logical_xor) AST_BINARY(bitwise_and) AST_BINARY(bitwise_or) AST_BINARY(bitwise_xor)
AST_BINARY(masked_select)

AST_BINARY_(mul_) AST_BINARY_(div_) AST_BINARY_(logical_and_) AST_BINARY_(logical_or_) AST_BINARY_(bitwise_and_)
AST_BINARY_(bitwise_or_) AST_BINARY_(pow_)

AST_SCALAR(mul) AST_SCALAR(div) AST_SCALAR(pow) AST_SCALAR(eq) AST_SCALAR(ne) AST_SCALAR(lt) AST_SCALAR(le)
AST_SCALAR(gt) AST_SCALAR(ge) AST_SCALAR(remainder) AST_SCALAR(clamp_min) AST_SCALAR(clamp_max)

AST_SCALAR_(mul_) AST_SCALAR_(div_) AST_SCALAR_(fill_) AST_SCALAR_(pow_) AST_SCALAR_(clamp_min_)
AST_SCALAR_(clamp_max_)

AST_API Handle ast_add(Handle a, Handle b, Number alpha) {
  return make([&] { return at::add(*a, *b, scalar(alpha)); });
}
AST_API Handle ast_sub(Handle a, Handle b, Number alpha) {
  return make([&] { return at::sub(*a, *b, scalar(alpha)); });
}
AST_API Handle ast_add_s(Handle a, Number b, Number alpha) {
  return make([&] { return at::add(*a, scalar(b), scalar(alpha)); });
}
AST_API Handle ast_sub_s(Handle a, Number b, Number alpha) {
  return make([&] { return at::sub(*a, scalar(b), scalar(alpha)); });
}
AST_API int32_t ast_add_(Handle a, Handle b, Number alpha) {
  return guarded([&] { a->add_(*b, scalar(alpha)); });
}
AST_API int32_t ast_sub_(Handle a, Handle b, Number alpha) {
  return guarded([&] { a->sub_(*b, scalar(alpha)); });
}
AST_API int32_t ast_add_s_(Handle a, Number b, Number alpha) {
  return guarded([&] { a->add_(scalar(b), scalar(alpha)); });
}
AST_API int32_t ast_sub_s_(Handle a, Number b, Number alpha) {
  return guarded([&] { a->sub_(scalar(b), scalar(alpha)); });
}
AST_BINARY(floor_divide)
AST_SCALAR(floor_divide)
AST_API Handle ast_trunc_divide(Handle a, Handle b) {
  return make([&] { return at::div(*a, *b, "trunc"); });
}
AST_API Handle ast_trunc_divide_s(Handle a, Number b) {
  return make([&] { return at::div(*a, scalar(b), "trunc"); });
}
AST_API Handle ast_addcmul(Handle a, Handle b, Handle c, Number value) {
  return make([&] { return at::addcmul(*a, *b, *c, scalar(value)); });
}
AST_API Handle ast_addcdiv(Handle a, Handle b, Handle c, Number value) {
  return make([&] { return at::addcdiv(*a, *b, *c, scalar(value)); });
}
AST_API int32_t ast_addcmul_(Handle a, Handle b, Handle c, Number value) {
  return guarded([&] { a->addcmul_(*b, *c, scalar(value)); });
}
AST_API int32_t ast_addcdiv_(Handle a, Handle b, Handle c, Number value) {
  return guarded([&] { a->addcdiv_(*b, *c, scalar(value)); });
}
AST_API Handle ast_addmm(Handle a, Handle b, Handle c, double beta, double alpha) {
  return make([&] { return at::addmm(*a, *b, *c, beta, alpha); });
}
AST_API int32_t ast_copy_(Handle a, Handle b, int32_t non_blocking) {
  return guarded([&] { a->copy_(*b, non_blocking != 0); });
}
AST_API Handle ast_where(Handle condition, Handle a, Handle b) {
  return make([&] { return at::where(*condition, *a, *b); });
}
AST_API Handle ast_masked_fill(Handle a, Handle mask, Number value) {
  return make([&] { return at::masked_fill(*a, *mask, scalar(value)); });
}
AST_API int32_t ast_masked_fill_(Handle a, Handle mask, Number value) {
  return guarded([&] { a->masked_fill_(*mask, scalar(value)); });
}
AST_API int32_t ast_allclose(Handle a, Handle b, double relative, double absolute, int32_t equal_nan, int32_t* into) {
  return guarded([&] { *into = at::allclose(*a, *b, relative, absolute, equal_nan != 0); });
}
AST_API int32_t ast_equal(Handle a, Handle b, int32_t* into) {
  return guarded([&] { *into = at::equal(*a, *b); });
}

// --- reductions ---------------------------------------------------------------------------------------------------

AST_API Handle ast_sum(Handle a, int32_t dtype) {
  return make([&] { return at::sum(*a, dtype_or_none(dtype)); });
}
AST_API Handle ast_sum_dim(Handle a, const int64_t* dims, int64_t count, int32_t keepdim, int32_t dtype) {
  return make([&] { return at::sum(*a, sizes(dims, count), keepdim != 0, dtype_or_none(dtype)); });
}
AST_API Handle ast_mean_dim(Handle a, const int64_t* dims, int64_t count, int32_t keepdim, int32_t dtype) {
  return make([&] { return at::mean(*a, sizes(dims, count), keepdim != 0, dtype_or_none(dtype)); });
}
AST_API Handle ast_var_dim(Handle a, const int64_t* dims, int64_t count, int32_t unbiased, int32_t keepdim) {
  return make([&] { return at::var(*a, sizes(dims, count), unbiased != 0, keepdim != 0); });
}
AST_API Handle ast_std_dim(Handle a, const int64_t* dims, int64_t count, int32_t unbiased, int32_t keepdim) {
  return make([&] { return at::std(*a, sizes(dims, count), unbiased != 0, keepdim != 0); });
}
AST_API Handle ast_var(Handle a, int32_t unbiased) {
  return make([&] { return at::var(*a, unbiased != 0); });
}
AST_API Handle ast_std(Handle a, int32_t unbiased) {
  return make([&] { return at::std(*a, unbiased != 0); });
}
AST_API Handle ast_argmax_dim(Handle a, int64_t dim, int32_t keepdim) {
  return make([&] { return at::argmax(*a, dim, keepdim != 0); });
}
AST_API Handle ast_argmin_dim(Handle a, int64_t dim, int32_t keepdim) {
  return make([&] { return at::argmin(*a, dim, keepdim != 0); });
}
AST_API Handle ast_all_dim(Handle a, int64_t dim, int32_t keepdim) {
  return make([&] { return at::all(*a, dim, keepdim != 0); });
}
AST_API Handle ast_any_dim(Handle a, int64_t dim, int32_t keepdim) {
  return make([&] { return at::any(*a, dim, keepdim != 0); });
}
AST_API Handle ast_cumsum(Handle a, int64_t dim, int32_t dtype) {
  return make([&] { return at::cumsum(*a, dim, dtype_or_none(dtype)); });
}
AST_API Handle ast_norm(Handle a, double p) {
  return make([&] { return at::norm(*a, p); });
}
AST_API Handle ast_norm_dim(Handle a, int64_t dim, int32_t keepdim, double p) {
  return make([&] { return at::norm(*a, p, at::IntArrayRef(dim), keepdim != 0); });
}
AST_API Handle ast_softmax(Handle a, int64_t dim, int32_t dtype) {
  return make([&] { return at::softmax(*a, dim, dtype_or_none(dtype)); });
}
AST_API Handle ast_logsumexp(Handle a, int64_t dim, int32_t keepdim) {
  return make([&] { return at::logsumexp(*a, at::IntArrayRef(dim), keepdim != 0); });
}

namespace {
template <class F>
int32_t pair(Handle* first, Handle* second, F&& f) {
  *first = *second = nullptr;
  return guarded([&] {
    auto both = f();
    *first = new at::Tensor(std::get<0>(both));
    *second = new at::Tensor(std::get<1>(both));
  });
}
}  // namespace

AST_API int32_t ast_max_dim(Handle a, int64_t dim, int32_t keepdim, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::max(*a, dim, keepdim != 0); });
}
AST_API int32_t ast_min_dim(Handle a, int64_t dim, int32_t keepdim, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::min(*a, dim, keepdim != 0); });
}
AST_API int32_t ast_topk(Handle a, int64_t k, int64_t dim, int32_t largest, int32_t sorted, Handle* values,
                         Handle* indices) {
  return pair(values, indices, [&] { return at::topk(*a, k, dim, largest != 0, sorted != 0); });
}
AST_API int32_t ast_sort(Handle a, int64_t dim, int32_t descending, int32_t stable, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::sort(*a, stable != 0, dim, descending != 0); });
}

// --- shapes, slices, joins ----------------------------------------------------------------------------------------

AST_API Handle ast_reshape(Handle a, const int64_t* shape, int64_t dimensions) {
  return make([&] { return a->reshape(sizes(shape, dimensions)); });
}
AST_API Handle ast_view(Handle a, const int64_t* shape, int64_t dimensions) {
  return make([&] { return a->view(sizes(shape, dimensions)); });
}
AST_API Handle ast_permute(Handle a, const int64_t* order, int64_t dimensions) {
  return make([&] { return a->permute(sizes(order, dimensions)); });
}
AST_API Handle ast_expand(Handle a, const int64_t* shape, int64_t dimensions) {
  return make([&] { return a->expand(sizes(shape, dimensions)); });
}
AST_API Handle ast_repeat(Handle a, const int64_t* times, int64_t dimensions) {
  return make([&] { return a->repeat(sizes(times, dimensions)); });
}
AST_API Handle ast_flip(Handle a, const int64_t* dims, int64_t count) {
  return make([&] { return a->flip(sizes(dims, count)); });
}
AST_API Handle ast_flatten(Handle a, int64_t start, int64_t end) {
  return make([&] { return a->flatten(start, end); });
}
AST_API Handle ast_transpose(Handle a, int64_t first, int64_t second) {
  return make([&] { return a->transpose(first, second); });
}
AST_API Handle ast_unsqueeze(Handle a, int64_t dim) {
  return make([&] { return a->unsqueeze(dim); });
}
AST_API Handle ast_squeeze(Handle a) {
  return make([&] { return a->squeeze(); });
}
AST_API Handle ast_squeeze_dim(Handle a, int64_t dim) {
  return make([&] { return a->squeeze(dim); });
}
AST_API Handle ast_narrow(Handle a, int64_t dim, int64_t start, int64_t length) {
  return make([&] { return a->narrow(dim, start, length); });
}
AST_API Handle ast_slice(Handle a, int64_t dim, int64_t start, int64_t end, int64_t step) {
  return make([&] { return a->slice(dim, start, end, step); });
}
AST_API Handle ast_select(Handle a, int64_t dim, int64_t index) {
  return make([&] { return a->select(dim, index); });
}
AST_API Handle ast_index_select(Handle a, int64_t dim, Handle index) {
  return make([&] { return a->index_select(dim, *index); });
}
AST_API Handle ast_gather(Handle a, int64_t dim, Handle index) {
  return make([&] { return a->gather(dim, *index); });
}
AST_API Handle ast_scatter(Handle a, int64_t dim, Handle index, Handle source) {
  return make([&] { return a->scatter(dim, *index, *source); });
}
AST_API int32_t ast_scatter_(Handle a, int64_t dim, Handle index, Handle source) {
  return guarded([&] { a->scatter_(dim, *index, *source); });
}
AST_API int32_t ast_index_add_(Handle a, int64_t dim, Handle index, Handle source, Number alpha) {
  return guarded([&] { a->index_add_(dim, *index, *source, scalar(alpha)); });
}
AST_API Handle ast_to_dtype(Handle a, int32_t dtype, int32_t non_blocking, int32_t copy) {
  return make([&] { return a->to(static_cast<at::ScalarType>(dtype), non_blocking != 0, copy != 0); });
}
AST_API Handle ast_to_device(Handle a, int32_t device_type, int32_t device_index, int32_t dtype, int32_t non_blocking,
                             int32_t copy) {
  return make([&] {
    auto wanted = dtype < 0 ? a->scalar_type() : static_cast<at::ScalarType>(dtype);
    return a->to(device_of(device_type, device_index), wanted, non_blocking != 0, copy != 0);
  });
}

namespace {
std::vector<at::Tensor> list(Handle* tensors, int64_t count) {
  std::vector<at::Tensor> result;
  result.reserve(static_cast<size_t>(count));
  for (int64_t i = 0; i < count; i++) result.push_back(*tensors[i]);
  return result;
}
}  // namespace

AST_API Handle ast_cat(Handle* tensors, int64_t count, int64_t dim) {
  return make([&] { return at::cat(list(tensors, count), dim); });
}
AST_API Handle ast_stack(Handle* tensors, int64_t count, int64_t dim) {
  return make([&] { return at::stack(list(tensors, count), dim); });
}

// The parts of a split, as many as `into` has room for; the count is known beforehand from the shape.
AST_API int32_t ast_split(Handle a, int64_t size, int64_t dim, Handle* into, int64_t room) {
  return guarded([&] {
    auto parts = a->split(size, dim);
    TORCH_CHECK(static_cast<int64_t>(parts.size()) <= room, "a split into ", parts.size(), " parts, room for ", room);
    for (size_t i = 0; i < parts.size(); i++) into[i] = new at::Tensor(parts[i]);
  });
}

namespace {
// Kinds as in TensorIndex.Kind: 0 none (a new axis), 1 single, 2 ellipsis, 3 bool, 4 tensor, 5 slice.
std::vector<at::indexing::TensorIndex> indices_of(const int32_t* kinds, const int64_t* starts, const int64_t* stops,
                                                  const int64_t* steps, Handle* tensors, int64_t count) {
  using namespace at::indexing;
  std::vector<TensorIndex> result;
  for (int64_t i = 0; i < count; i++) {
    switch (kinds[i]) {
      case 0: result.emplace_back(actorsearch::none); break;
      case 1: result.emplace_back(starts[i]); break;
      case 2: result.emplace_back("..."); break;
      case 3: result.emplace_back(starts[i] != 0); break;
      case 4: result.emplace_back(*tensors[i]); break;
      default: result.emplace_back(Slice(starts[i], stops[i], steps[i])); break;
    }
  }
  return result;
}
}  // namespace

AST_API Handle ast_index(Handle a, const int32_t* kinds, const int64_t* starts, const int64_t* stops,
                         const int64_t* steps, Handle* tensors, int64_t count) {
  return make([&] { return a->index(indices_of(kinds, starts, stops, steps, tensors, count)); });
}
AST_API int32_t ast_index_put_(Handle a, Handle value, const int32_t* kinds, const int64_t* starts,
                               const int64_t* stops, const int64_t* steps, Handle* tensors, int64_t count) {
  return guarded([&] { a->index_put_(indices_of(kinds, starts, stops, steps, tensors, count), *value); });
}
