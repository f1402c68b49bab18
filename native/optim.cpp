// One step of an optimizer over a whole list of parameters. The formulas are PyTorch's (torch.optim.SGD, Adam, AdamW).
// Contiguous float parameters on the CPU take one fused pass over memory; anything else takes libtorch's own operations.
#include "abi.h"
#include "kernels/kernels.h"

#include <ATen/core/grad_mode.h>

#include <cmath>

using namespace actorsearch;

// One machine code per instruction set, chosen when the library is loaded.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define AST_VECTORISED __attribute__((target_clones("avx512f", "arch=haswell", "default"), noinline))
#else
#define AST_VECTORISED
#endif

namespace {

bool fusable(const at::Tensor& t) {
  return kernels::enabled() && t.scalar_type() == at::kFloat && t.is_cpu() && t.layout() == at::kStrided && t.is_non_overlapping_and_dense();
}

bool fusable(const at::Tensor& p, const at::Tensor& other) {
  return fusable(other) && other.sizes() == p.sizes() && other.strides() == p.strides();
}

AST_VECTORISED void sgd_pass(float* __restrict p, const float* __restrict g, int64_t n, float lr, float decay) {
  for (int64_t i = 0; i < n; i++) p[i] -= lr * (g[i] + decay * p[i]);
}

AST_VECTORISED void momentum_pass(float* __restrict p, const float* __restrict g, float* __restrict m, int64_t n,
                                  float lr, float decay, float momentum, float kept, float direct, float through) {
  // The step is direct * gradient + through * buffer: (0, 1) plainly, (1, momentum) with Nesterov's look ahead.
  for (int64_t i = 0; i < n; i++) {
    float gradient = g[i] + decay * p[i];
    float buffer = momentum * m[i] + kept * gradient;
    m[i] = buffer;
    p[i] -= lr * (direct * gradient + through * buffer);
  }
}

AST_VECTORISED void adam_pass(float* __restrict p, const float* __restrict g, float* __restrict m,
                              float* __restrict v, int64_t n, float beta1, float rest1, float beta2, float rest2,
                              float root_correction2, float eps, float step_size, float decay, float shrink) {
  for (int64_t i = 0; i < n; i++) {
    float parameter = p[i] * shrink;
    float gradient = g[i] + decay * parameter;
    float first = beta1 * m[i] + rest1 * gradient;
    float second = beta2 * v[i] + rest2 * gradient * gradient;
    m[i] = first;
    v[i] = second;
    p[i] = parameter - step_size * (first / (std::sqrt(second) / root_correction2 + eps));
  }
}

// The same pass, keeping the largest second moment seen.
AST_VECTORISED void amsgrad_pass(float* __restrict p, const float* __restrict g, float* __restrict m,
                                 float* __restrict v, float* __restrict largest, int64_t n, float beta1, float rest1,
                                 float beta2, float rest2, float root_correction2, float eps, float step_size,
                                 float decay, float shrink) {
  for (int64_t i = 0; i < n; i++) {
    float parameter = p[i] * shrink;
    float gradient = g[i] + decay * parameter;
    float first = beta1 * m[i] + rest1 * gradient;
    float second = beta2 * v[i] + rest2 * gradient * gradient;
    float most = largest[i] > second ? largest[i] : second;
    m[i] = first;
    v[i] = second;
    largest[i] = most;
    p[i] = parameter - step_size * (first / (std::sqrt(most) / root_correction2 + eps));
  }
}

float* floats(const at::Tensor& t) { return static_cast<float*>(t.data_ptr()); }

// A write past libtorch's operations must still be seen by autograd's check on saved tensors.
void written(const at::Tensor& t) { t.unsafeGetTensorImpl()->bump_version(); }

}  // namespace

// `fresh[i]` is 1 where buffer i holds nothing yet, and 0 afterwards; buffers may be null without momentum.
AST_API int32_t ast_sgd_step(Handle* parameters, Handle* buffers, uint8_t* fresh, int64_t count, double lr,
                             double momentum, double dampening, double weight_decay, int32_t nesterov,
                             int32_t maximize) {
  return guarded([&] {
    at::NoGradGuard no_grad;
    for (int64_t i = 0; i < count; i++) {
      at::Tensor& p = *parameters[i];
      at::Tensor g = p.grad();
      if (!g.defined()) continue;
      bool dense = fusable(p) && fusable(p, g) && !maximize;
      if (momentum == 0) {
        if (dense) {
          sgd_pass(floats(p), floats(g), p.numel(), float(lr), float(weight_decay));
          written(p);
        } else {
          if (maximize) g = g.neg();
          if (weight_decay != 0) g = g.add(p, weight_decay);
          p.add_(g, -lr);
        }
        continue;
      }
      at::Tensor& buffer = *buffers[i];
      // The first buffer is the gradient itself, undampened.
      bool first = fresh[i] != 0;
      if (dense && fusable(p, buffer)) {
        momentum_pass(floats(p), floats(g), floats(buffer), p.numel(), float(lr), float(weight_decay),
                      first ? 0.0f : float(momentum), first ? 1.0f : float(1 - dampening), nesterov ? 1.0f : 0.0f,
                      nesterov ? float(momentum) : 1.0f);
        written(p);
      } else {
        if (maximize) g = g.neg();
        if (weight_decay != 0) g = g.add(p, weight_decay);
        if (first) {
          buffer.copy_(g);
        } else {
          buffer.mul_(momentum).add_(g, 1 - dampening);
        }
        p.add_(nesterov ? g.add(buffer, momentum) : buffer, -lr);
      }
      fresh[i] = 0;
    }
  });
}

// `steps[i]` counts the steps of parameter i. decoupled: AdamW's weight decay. `largest` is null without amsgrad.
AST_API int32_t ast_adam_step(Handle* parameters, Handle* first_moments, Handle* second_moments, Handle* largest,
                              int64_t* steps, int64_t count, double lr, double beta1, double beta2, double eps,
                              double weight_decay, int32_t decoupled, int32_t maximize) {
  return guarded([&] {
    at::NoGradGuard no_grad;
    double shrink = decoupled ? 1 - lr * weight_decay : 1;
    double decay = decoupled ? 0 : weight_decay;
    for (int64_t i = 0; i < count; i++) {
      at::Tensor& p = *parameters[i];
      at::Tensor g = p.grad();
      if (!g.defined()) continue;
      at::Tensor& m = *first_moments[i];
      at::Tensor& v = *second_moments[i];
      auto step = static_cast<double>(++steps[i]);
      double root_correction2 = std::sqrt(1 - std::pow(beta2, step));
      double step_size = lr / (1 - std::pow(beta1, step));
      bool dense = fusable(p) && fusable(p, g) && fusable(p, m) && fusable(p, v) && !maximize &&
                   (largest == nullptr || fusable(p, *largest[i]));
      if (dense && largest != nullptr) {
        amsgrad_pass(floats(p), floats(g), floats(m), floats(v), floats(*largest[i]), p.numel(), float(beta1),
                     float(1 - beta1), float(beta2), float(1 - beta2), float(root_correction2), float(eps),
                     float(step_size), float(decay), float(shrink));
        written(p);
        continue;
      }
      if (dense) {
        adam_pass(floats(p), floats(g), floats(m), floats(v), p.numel(), float(beta1), float(1 - beta1), float(beta2),
                  float(1 - beta2), float(root_correction2), float(eps), float(step_size), float(decay),
                  float(shrink));
        written(p);
        continue;
      }
      if (maximize) g = g.neg();
      if (shrink != 1) p.mul_(shrink);
      if (decay != 0) g = g.add(p, decay);
      m.mul_(beta1).add_(g, 1 - beta1);
      v.mul_(beta2).addcmul_(g, g, 1 - beta2);
      at::Tensor second = v;
      if (largest != nullptr) {
        largest[i]->copy_(at::maximum(*largest[i], v));
        second = *largest[i];
      }
      p.addcdiv_(m, (second.sqrt() / root_correction2).add_(eps), -step_size);
    }
  });
}

// Scales all gradients so that their joint norm is at most max_norm; answers the norm before.
AST_API int32_t ast_clip_grad_norm(Handle* parameters, int64_t count, double max_norm, double norm_type, double* into) {
  return guarded([&] {
    at::NoGradGuard no_grad;
    std::vector<at::Tensor> norms;
    for (int64_t i = 0; i < count; i++) {
      if (parameters[i]->grad().defined()) norms.push_back(at::norm(parameters[i]->grad(), norm_type));
    }
    *into = 0;
    if (norms.empty()) return;
    *into = at::norm(at::stack(norms), norm_type).item().toDouble();
    double factor = max_norm / (*into + 1e-6);
    if (factor >= 1) return;
    for (int64_t i = 0; i < count; i++) {
      if (parameters[i]->grad().defined()) parameters[i]->mutable_grad().mul_(factor);
    }
  });
}
