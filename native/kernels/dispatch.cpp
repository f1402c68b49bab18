#include <atomic>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <new>

#include "kernels.h"
#include "variants/table.h"

namespace actorsearch::kernels {

bool enabled() {
    static const bool answer = [] {
        const char* chosen = std::getenv("ACTORSEARCH_KERNELS");
        return chosen == nullptr || std::strcmp(chosen, "libtorch") != 0;
    }();
    return answer;
}

}  // namespace actorsearch::kernels

namespace actorsearch::kernels::variants {
namespace {

const Table* best() {
    if (const Table* found = avx512())
        return found;
    if (const Table* found = avx2())
        return found;
    return baseline();
}

std::atomic<const Table*>& current() {
    static std::atomic<const Table*> table{best()};
    return table;
}

constexpr std::align_val_t cache_line{64};

struct Block {
    float* data = nullptr;
    int64_t count = 0;

    ~Block() { ::operator delete(data, cache_line); }
};

}  // namespace

const Table& table() { return *current().load(std::memory_order_relaxed); }

bool choose(const char* name) {
    for (const Table* found : {baseline(), avx2(), avx512()})
        if (found && std::strcmp(found->name, name) == 0) {
            current() = found;
            return true;
        }
    return false;
}

float* scratch(int slot, int64_t count) {
    thread_local Block blocks[4];
    Block& block = blocks[slot];
    if (block.count < count) {
        ::operator delete(block.data, cache_line);
        block.data = nullptr;
        block.count = 0;
        block.data = static_cast<float*>(::operator new(static_cast<size_t>(count) * sizeof(float), cache_line));
        block.count = count;
    }
    return block.data;
}

}  // namespace actorsearch::kernels::variants
