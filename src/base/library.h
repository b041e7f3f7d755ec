#pragma once

namespace planpaket::base {

/// A library of the system that is opened when it is needed, and never closed. A table of its functions has one as its first
/// member and takes each from it: `decltype(&::curl_easy_init) easy_init = library.find("curl_easy_init");`
class Library {
public:
    explicit Library(const char* file);

    /// What stands under a name, as the kind of function that it is asked for.
    struct Found {
        void* address;
        template <class Function>
        operator Function*() const {
            return reinterpret_cast<Function*>(address);
        }
    };
    Found find(const char* name);

    /// Whether it is installed, and everything was found in it.
    bool complete() const { return complete_; }

private:
    void* handle_;
    bool complete_;
};

} // namespace planpaket::base
