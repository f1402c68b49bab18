// What the operations share: which tensors the kernels take, and how a gradient reaches libtorch.
#pragma once

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "kernels.h"
#include "variants/table.h"

namespace actorsearch::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// A dense CPU float tensor with at least one element, without lazy conjugation or negation.
inline bool covered(const at::Tensor& t) {
    return enabled() && t.defined() && t.device().is_cpu() && t.scalar_type() == at::kFloat && t.layout() == at::kStrided &&
           t.is_contiguous() && t.numel() > 0 && !t.is_neg();
}

inline bool covered_or_undefined(const at::Tensor& t) { return !t.defined() || covered(t); }

// Function::apply of libtorch 1.13 takes no undefined tensors; an empty one stands for them.
inline at::Tensor or_empty(const at::Tensor& t) { return t.defined() ? t : at::empty({0}); }
inline bool present(const at::Tensor& t) { return t.numel() > 0; }

inline const float* data(const at::Tensor& t) { return t.numel() > 0 ? t.data_ptr<float>() : nullptr; }
inline float* data_out(const at::Tensor& t) { return t.data_ptr<float>(); }

// The backward pass is being recorded to be differentiated again: it must then consist of at:: operations.
inline bool differentiated_again() { return at::GradMode::is_enabled(); }

inline at::Tensor dense(const at::Tensor& gradient) { return gradient.resolve_neg().contiguous(); }

}  // namespace actorsearch::kernels
