#pragma once

#include <string>

namespace planpaket::office {

/// A DOCX without text and without styles: what pandoc is given for a reference document. It takes only names and numbers from
/// one, and none of them comes into our files; reading and writing its own takes it longer than a letter does.
std::string blank_docx();

} // namespace planpaket::office
