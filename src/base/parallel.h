#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace planpaket::base {

/// Runs every task, at most `jobs` (≥ 1) at once, and gives their results in the order of the tasks. Tasks start in that order.
/// `done(n)`, if given, is told after each how many are done; never by two threads at once. A task's exception is thrown again
/// here, after all have ended; of several the first in the order of tasks.
template <class T>
std::vector<T> run_all(const std::vector<std::function<T()>>& tasks, std::size_t jobs,
                       const std::function<void(std::size_t)>& done = {}) {
    std::vector<std::optional<T>> results(tasks.size());
    std::vector<std::exception_ptr> failures(tasks.size());
    std::mutex mutex;
    std::size_t next = 0;
    std::size_t count = 0;
    const auto work = [&] {
        for (;;) {
            std::size_t mine = 0;
            {
                const std::scoped_lock lock(mutex);
                if (next == tasks.size())
                    return;
                mine = next++;
            }
            try {
                results[mine] = tasks[mine]();
            } catch (...) {
                failures[mine] = std::current_exception();
            }
            const std::scoped_lock lock(mutex);
            ++count;
            if (done)
                done(count);
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < jobs && i < tasks.size(); ++i)
            threads.emplace_back(work);
        work();
    }
    std::vector<T> values;
    values.reserve(tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (failures[i])
            std::rethrow_exception(failures[i]);
        values.push_back(std::move(*results[i]));
    }
    return values;
}

} // namespace planpaket::base
