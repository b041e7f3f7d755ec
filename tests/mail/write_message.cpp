/// Writes a message with the files named as attachments: write_message SUBJECT TEXT FILE…

#include "mail/message.h"

#include <fstream>
#include <iostream>
#include <iterator>

using namespace planpaket;

int main(int count, char** words) {
    if (count < 3)
        return 2;
    mail::Message message{.from = {"Lillköpings kommun, säkerhet", "registrator@lillkoping.example"},
                          .to = {"", "beredning@stad.example"},
                          .subject = words[1],
                          .date = std::chrono::sys_seconds(std::chrono::seconds(1'790'000'000)),
                          .message_id = "lillkoping-2025.v3.beredning@lillkoping.example",
                          .language = "sv",
                          .text = words[2],
                          .attachments = {}};
    std::vector<std::string> contents;
    contents.reserve(static_cast<std::size_t>(count));
    for (int i = 3; i < count; ++i) {
        const std::string path = words[i];
        std::ifstream file(path, std::ios::binary);
        contents.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        const auto is_text = path.ends_with(".txt");
        message.attachments.push_back(
            {path.substr(path.rfind('/') + 1), is_text ? "text/plain" : "application/octet-stream", contents.back()});
    }
    const auto written = mail::write_message(message);
    if (!written) {
        std::cerr << written.error().front().code << '\n';
        return 1;
    }
    std::cout << *written;
    return 0;
}
