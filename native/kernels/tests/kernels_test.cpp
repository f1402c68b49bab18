// Compares every operation of kernels.h with the at:: operation of its name: values, gradients and second gradients over
// many shapes, each set of kernels that the processor runs. Prints the first difference and exits with 1.
//
// The tolerances are for sums of a few thousand terms in float; pooling has to agree bit by bit.
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "../kernels.h"
#include "../variants/table.h"

namespace {

namespace kernels = actorsearch::kernels;
using Tensors = std::vector<at::Tensor>;
using Operation = std::function<at::Tensor(const Tensors&)>;

std::string context;
int checks = 0;

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "kernels_test: %s: %s\n", context.c_str(), what.c_str());
    std::exit(1);
}

bool same_bits(const at::Tensor& a, const at::Tensor& b) {
    if (a.sizes() != b.sizes() || a.scalar_type() != b.scalar_type())
        return false;
    const at::Tensor left = a.to(at::kDouble).contiguous(), right = b.to(at::kDouble).contiguous();
    const double* l = left.data_ptr<double>();
    const double* r = right.data_ptr<double>();
    for (int64_t i = 0; i < left.numel(); i++)
        if (!(std::isnan(l[i]) && std::isnan(r[i])) && (l[i] != r[i] || std::signbit(l[i]) != std::signbit(r[i])))
            return false;
    return true;
}

double largest(const at::Tensor& t) {
    const at::Tensor finite = t.isfinite();
    return t.masked_select(finite).numel() > 0 ? t.masked_select(finite).abs().max().item<double>() : 0;
}

void agree(const at::Tensor& ours, const at::Tensor& theirs, double tolerance, const std::string& what) {
    checks++;
    if (ours.defined() != theirs.defined())
        fail(what + " is defined in one of the two only");
    if (!ours.defined())
        return;
    if (ours.sizes() != theirs.sizes())
        fail(what + " has another shape");
    if (tolerance == 0 ? same_bits(ours, theirs) : at::allclose(ours, theirs, tolerance, tolerance * std::max(1.0, largest(theirs)), true))
        return;
    fail(what + " differs by " + std::to_string((ours - theirs).abs().max().item<double>()) + " at values up to " + std::to_string(largest(theirs)));
}

Tensors leaves(const Tensors& inputs, const std::vector<bool>& wanted) {
    Tensors copies;
    for (size_t i = 0; i < inputs.size(); i++)
        copies.push_back(inputs[i].defined() ? inputs[i].clone().set_requires_grad(wanted[i]) : at::Tensor());
    return copies;
}

Tensors gradients(const at::Tensor& y, const Tensors& inputs, const std::vector<bool>& wanted, const at::Tensor& dy, bool again) {
    Tensors to;
    for (size_t i = 0; i < inputs.size(); i++)
        if (wanted[i] && inputs[i].defined())
            to.push_back(inputs[i]);
    return to.empty() ? Tensors() : torch::autograd::grad({y}, to, {dy}, again, again);
}

void compare(const std::string& name, const Tensors& inputs, const std::vector<bool>& wanted, double tolerance, const Operation& ours, const Operation& theirs,
             bool twice = false) {
    const std::string outer = context;
    context += " " + name;
    const Tensors a = leaves(inputs, wanted), b = leaves(inputs, wanted);
    const at::Tensor y = ours(a), z = theirs(b);
    agree(y, z, tolerance, "value");
    if (!ours(a).equal(y) && !y.isnan().any().item<bool>())
        fail("the same call twice gives two results");
    at::Tensor elsewhere;
    std::thread other([&] { elsewhere = ours(a).detach(); });
    other.join();
    if (!same_bits(elsewhere, y.detach()))
        fail("another thread gives other bits");
    const at::Tensor dy = at::randn(z.sizes(), z.options().requires_grad(false));
    const Tensors g = gradients(y, a, wanted, dy, false), h = gradients(z, b, wanted, dy, false);
    for (size_t i = 0; i < g.size(); i++)
        agree(g[i], h[i], tolerance, "gradient " + std::to_string(i));
    // A gradient that is not contiguous, as an expanded one is.
    const at::Tensor spread = at::randn({z.size(-1)}, z.options().requires_grad(false)).expand(z.sizes());
    const Tensors u = gradients(ours(a), a, wanted, spread, false), v = gradients(theirs(b), b, wanted, spread, false);
    for (size_t i = 0; i < u.size(); i++)
        agree(u[i], v[i], tolerance, "gradient of an expanded tensor " + std::to_string(i));
    if (twice) {
        const Tensors first = gradients(ours(a), a, wanted, dy, true), second = gradients(theirs(b), b, wanted, dy, true);
        at::Tensor s = at::zeros({}), t = at::zeros({});
        for (size_t i = 0; i < first.size(); i++) {
            s = s + (first[i] * first[i]).sum();
            t = t + (second[i] * second[i]).sum();
        }
        Tensors to_a, to_b;
        for (size_t i = 0; i < a.size(); i++)
            if (wanted[i] && a[i].defined()) {
                to_a.push_back(a[i]);
                to_b.push_back(b[i]);
            }
        const Tensors p = torch::autograd::grad({s}, to_a, {}, {}, false, true), q = torch::autograd::grad({t}, to_b, {}, {}, false, true);
        for (size_t i = 0; i < p.size(); i++)
            agree(p[i], q[i], 20 * tolerance, "second gradient " + std::to_string(i));
    }
    context = outer;
}

std::string words(std::initializer_list<int64_t> numbers) {
    std::string text;
    for (const int64_t n : numbers)
        text += (text.empty() ? "" : ",") + std::to_string(n);
    return text;
}

at::Tensor with_ties(const at::Tensor& x) { return (x * 2).round(); }

at::Tensor with_oddities(at::Tensor x) {
    const float inf = std::numeric_limits<float>::infinity();
    const float odd[] = {std::nanf(""), inf, -inf, -0.0f};
    float* p = x.data_ptr<float>();
    for (int64_t i = 0; i < x.numel(); i += 3)
        p[i] = odd[(i / 3) % 4];
    return x;
}

void pooling() {
    const auto max_ours = [](const Tensors& t) { return kernels::max_pool2d(t[0], {2, 2}, {2, 2}, {0, 0}); };
    const auto max_theirs = [](const Tensors& t) { return at::max_pool2d(t[0], {2, 2}, {2, 2}, {0, 0}); };
    const auto avg_ours = [](const Tensors& t) { return kernels::avg_pool2d(t[0], {2, 2}, {2, 2}, {0, 0}); };
    const auto avg_theirs = [](const Tensors& t) { return at::avg_pool2d(t[0], {2, 2}, {2, 2}, {0, 0}); };
    for (const int64_t batch : {1, 3})
        for (const int64_t channels : {1, 5})
            for (const int64_t height : {2, 3, 7, 14})
                for (int64_t width = 2; width <= 40; width++) {
                    const std::string shape = words({batch, channels, height, width});
                    const at::Tensor x = at::randn({batch, channels, height, width});
                    compare("max_pool2d " + shape, {x}, {true}, 0, max_ours, max_theirs, width == 9);
                    compare("max_pool2d with ties " + shape, {with_ties(x)}, {true}, 0, max_ours, max_theirs);
                    compare("max_pool2d with NaN and inf " + shape, {with_oddities(x.clone())}, {true}, 0, max_ours, max_theirs);
                    compare("avg_pool2d " + shape, {x}, {true}, 0, avg_ours, avg_theirs, width == 9);
                }
    const at::Tensor x = at::randn({2, 3, 9, 11});
    compare("max_pool2d 3x3 stride 2 padding 1", {x}, {true}, 0, [](const Tensors& t) { return kernels::max_pool2d(t[0], {3, 3}, {2, 2}, {1, 1}); },
            [](const Tensors& t) { return at::max_pool2d(t[0], {3, 3}, {2, 2}, {1, 1}); });
    compare("max_pool2d one-element arguments", {x}, {true}, 0, [](const Tensors& t) { return kernels::max_pool2d(t[0], {2}, {2}, {0}); },
            [](const Tensors& t) { return at::max_pool2d(t[0], {2}, {2}, {0}); });
    compare("max_pool2d default stride", {x}, {true}, 0, [](const Tensors& t) { return kernels::max_pool2d(t[0], {2, 2}, {}, {0, 0}); },
            [](const Tensors& t) { return at::max_pool2d(t[0], {2, 2}, {}, {0, 0}); });
    compare("max_pool2d of a transposed tensor", {x}, {true}, 0, [&](const Tensors& t) { return max_ours({t[0].transpose(2, 3)}); },
            [&](const Tensors& t) { return max_theirs({t[0].transpose(2, 3)}); });
    compare("max_pool2d of doubles", {x.to(at::kDouble)}, {true}, 1e-12, max_ours, max_theirs);
}

void batch_norm() {
    for (const bool training : {true, false})
        for (const bool affine : {true, false})
            for (const int64_t batch : {1, 4, 33})
                for (const int64_t channels : {1, 5, 32})
                    for (const int64_t size : {1, 3, 7, 14}) {
                        if (batch * size * size == 1 && training)
                            continue;
                        const at::Tensor x = at::randn({batch, channels, size, size}) * 3 + 5;
                        const Tensors inputs{x, affine ? at::rand({channels}) : at::Tensor(), affine ? at::randn({channels}) : at::Tensor()};
                        Tensors running[2];
                        const at::Tensor mean = at::randn({channels}), variance = at::rand({channels}) + 0.5;
                        for (Tensors& r : running)
                            r = {mean.clone(), variance.clone()};
                        const bool enough = batch * size * size > 8;  // with fewer values the gradient is all cancellation
                        if (training && !enough)
                            continue;
                        compare("batch_norm " + words({training, affine, batch, channels, size}), inputs, {true, affine, affine}, 5e-4,
                                [&](const Tensors& t) { return kernels::batch_norm(t[0], t[1], t[2], running[0][0], running[0][1], training, 0.1, 1e-5); },
                                [&](const Tensors& t) { return at::batch_norm(t[0], t[1], t[2], running[1][0], running[1][1], training, 0.1, 1e-5, false); });
                        if (training) {
                            Tensors fresh[2];
                            for (Tensors& r : fresh)
                                r = {mean.clone(), variance.clone()};
                            kernels::batch_norm(x, inputs[1], inputs[2], fresh[0][0], fresh[0][1], true, 0.1, 1e-5);
                            at::batch_norm(x, inputs[1], inputs[2], fresh[1][0], fresh[1][1], true, 0.1, 1e-5, false);
                            agree(fresh[0][0], fresh[1][0], 1e-5, "running mean");
                            agree(fresh[0][1], fresh[1][1], 1e-5, "running variance");
                        }
                    }
    const Tensors inputs{at::randn({6, 3, 4, 4}), at::rand({3}), at::randn({3})};
    compare("batch_norm without statistics", inputs, {true, true, true}, 1e-4,
            [](const Tensors& t) { return kernels::batch_norm(t[0], t[1], t[2], {}, {}, true, 0.1, 1e-5); },
            [](const Tensors& t) { return at::batch_norm(t[0], t[1], t[2], {}, {}, true, 0.1, 1e-5, false); }, true);
    // Images far apart: a sum of squares in float would lose the variance.
    const at::Tensor apart = at::randn({8, 2, 14, 14}) + at::arange(8, at::kFloat).view({8, 1, 1, 1}) * 1000;
    const at::Tensor y = kernels::batch_norm(apart, {}, {}, {}, {}, true, 0.1, 1e-5);
    const at::Tensor exact = at::batch_norm(apart.to(at::kDouble), {}, {}, {}, {}, true, 0.1, 1e-5, false).to(at::kFloat);
    context = "batch_norm of images far apart";
    agree(y, exact, 1e-5, "value");
}

void convolution(int64_t batch, int64_t in, int64_t out, int64_t height, int64_t width, int64_t kernel_h, int64_t kernel_w, int64_t stride, int64_t pad,
                 int64_t dilation, int64_t groups, bool bias, bool twice = false) {
    if (height + 2 * pad <= dilation * (kernel_h - 1) || width + 2 * pad <= dilation * (kernel_w - 1))
        return;
    const Tensors inputs{at::randn({batch, in, height, width}), at::randn({out, in / groups, kernel_h, kernel_w}), bias ? at::randn({out}) : at::Tensor()};
    compare("conv2d batch,in,out,height,width,kernel_h,kernel_w,stride,pad,dilation,groups " +
                words({batch, in, out, height, width, kernel_h, kernel_w, stride, pad, dilation, groups}),
            inputs, {true, true, bias}, 2e-5,
            [=](const Tensors& t) { return kernels::conv2d(t[0], t[1], t[2], {stride, stride}, {pad, pad}, {dilation, dilation}, groups); },
            [=](const Tensors& t) { return at::conv2d(t[0], t[1], t[2], {stride, stride}, {pad, pad}, {dilation, dilation}, groups); },
            twice);
}

void convolutions() {
    for (int64_t kernel = 1; kernel <= 7; kernel++)
        for (const int64_t pad : {int64_t(0), int64_t(1), kernel / 2, kernel - 1, kernel})
            for (const int64_t width : {5, 10, 14, 16, 17, 28, 33}) {
                convolution(3, 2, 5, 9, width, kernel, kernel, 1, pad, 1, 1, true);
                convolution(1, 1, 3, width, 14, kernel, kernel, 1, pad, 1, 1, false);
            }
    for (const int64_t in : {1, 3, 6, 16, 32, 64})
        for (const int64_t out : {1, 6, 10, 16, 32, 64})
            for (const int64_t batch : {1, 2, 5})
                convolution(batch, in, out, 14, 14, 3, 3, 1, 1, 1, 1, true);
    convolution(5, 16, 32, 14, 14, 7, 7, 1, 3, 1, 1, true);
    convolution(5, 1, 6, 28, 28, 5, 5, 1, 2, 1, 1, true);
    convolution(5, 6, 16, 14, 14, 5, 5, 1, 0, 1, 1, true);
    convolution(2, 3, 4, 12, 11, 3, 5, 1, 1, 1, 1, true);
    convolution(2, 3, 4, 12, 11, 3, 3, 2, 1, 1, 1, true);
    convolution(2, 3, 4, 12, 19, 3, 3, 1, 2, 2, 1, true, true);
    convolution(2, 3, 4, 3, 3, 3, 3, 1, 5, 3, 1, true);
    convolution(2, 4, 4, 12, 11, 3, 3, 1, 1, 1, 2, true);
    convolution(2, 3, 4, 8, 9, 3, 3, 1, 1, 1, 1, true, true);
}

void linear() {
    for (const int64_t batch : {1, 2, 7, 64, 100})
        for (const int64_t in : {1, 3, 10, 16, 84, 120, 400, 1568})
            for (const int64_t out : {1, 2, 10, 17, 84})
                for (const bool bias : {true, false}) {
                    const Tensors inputs{at::randn({batch, in}), at::randn({out, in}), bias ? at::randn({out}) : at::Tensor()};
                    compare("linear " + words({batch, in, out, bias}), inputs, {true, true, bias}, 2e-5,
                            [](const Tensors& t) { return kernels::linear(t[0], t[1], t[2]); },
                            [](const Tensors& t) { return at::linear(t[0], t[1], t[2]); }, in == 10);
                }
    const Tensors deep{at::randn({2, 3, 5}), at::randn({4, 5}), at::randn({4})};
    compare("linear of three dimensions", deep, {true, true, true}, 1e-5, [](const Tensors& t) { return kernels::linear(t[0], t[1], t[2]); },
            [](const Tensors& t) { return at::linear(t[0], t[1], t[2]); });
}

void activations() {
    for (const int64_t count : {1, 5, 16, 100, 5001})
        for (const double size : {0.1, 3.0, 100.0}) {
            const at::Tensor x = at::randn({count}) * size;
            compare("sigmoid " + words({count}), {x}, {true}, 1e-6, [](const Tensors& t) { return kernels::sigmoid(t[0]); }, [](const Tensors& t) { return at::sigmoid(t[0]); }, true);
            compare("tanh " + words({count}), {x}, {true}, 1e-6, [](const Tensors& t) { return kernels::tanh(t[0]); }, [](const Tensors& t) { return at::tanh(t[0]); }, true);
        }
    const at::Tensor odd = with_oddities(at::randn({20}));
    context += " sigmoid and tanh of NaN and inf";
    agree(kernels::sigmoid(odd), at::sigmoid(odd), 1e-6, "sigmoid");
    agree(kernels::tanh(odd), at::tanh(odd), 1e-6, "tanh");
    if (!std::signbit(kernels::tanh(at::full({1}, -0.0f)).item<float>()))
        fail("tanh(-0) has lost its sign");
}

void bytes() {
    for (const int64_t length : {1, 15, 64, 784}) {
        const at::Tensor images = at::randint(0, 256, {10, length}, at::kByte), rows = at::randint(0, 10, {7}, at::kLong);
        const at::Tensor out = at::empty({7, length});
        kernels::bytes_to_float(images.data_ptr<uint8_t>(), rows.data_ptr<int64_t>(), 7, length, 1.0f / 255, -0.5f, out.data_ptr<float>());
        context += " bytes_to_float " + words({length});
        agree(out, images.index_select(0, rows).to(at::kFloat) * (1.0f / 255) - 0.5f, 1e-6, "value");
    }
}

}  // namespace

int main() {
    at::manual_seed(7);
    int sets = 0;
    for (const char* set : {"baseline", "avx2", "avx512"}) {
        if (!kernels::variants::choose(set))
            continue;
        sets++;
        for (const auto& part : {pooling, batch_norm, convolutions, linear, activations, bytes}) {
            context = set;
            part();
        }
    }
    std::printf("kernels_test: %d comparisons agree, %d sets of kernels\n", checks, sets);
    return sets > 0 ? 0 : 1;
}
