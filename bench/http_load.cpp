// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A closed-loop HTTP/1.1 client: N keep-alive connections, each sends its next request when the
// answer to the last one is there. One thread over epoll, so that it costs the machine little.
// usage: http_load PORT CONNECTIONS REPEAT FILE
//   FILE holds a request a line: TOKEN, METHOD, TARGET and BODY, separated by tabs; it is sent
//   REPEAT times. A POST gets a UUID as its Idempotency-Key. Prints one line of JSON.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double cpu_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

struct Template {
  std::string head;  // up to the Idempotency-Key
  std::string rest;  // the empty line and the body
  bool has_key = false;
};

Template parse_line(const std::string& line) {
  std::string fields[4];
  std::size_t begin = 0;
  for (int field = 0; field < 4; ++field) {
    const std::size_t end = field == 3 ? std::string::npos : line.find('\t', begin);
    fields[field] = line.substr(begin, end == std::string::npos ? end : end - begin);
    begin = end == std::string::npos ? line.size() : end + 1;
  }
  const auto& [token, method, target, body] = fields;
  Template made;
  made.has_key = method == "POST";
  made.head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
  if (!token.empty()) made.head += "Authorization: Bearer " + token + "\r\n";
  if (!body.empty())
    made.head +=
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  made.rest = "\r\n" + body;
  return made;
}

std::vector<Template> read_templates(const char* file) {
  std::ifstream stream(file);
  std::vector<Template> templates;
  for (std::string line; std::getline(stream, line);) templates.push_back(parse_line(line));
  if (templates.empty()) fail(file);
  return templates;
}

struct Connection {
  int socket = -1;
  Clock::time_point sent_at;
  std::string received;
};

int connect_to(std::uint16_t port) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (made < 0 || connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    fail("connect");
  const int yes = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return made;
}

class Load {
 public:
  Load(std::vector<Template> templates, std::size_t total)
      : templates_(std::move(templates)), total_(total), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    latencies_us_.reserve(total);
  }

  void run(std::uint16_t port, std::size_t connections) {
    connections_.resize(connections);
    for (Connection& connection : connections_) {
      connection.socket = connect_to(port);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.ptr = &connection;
      epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
    }
    started_ = Clock::now();
    for (Connection& connection : connections_) send_next(connection);
    epoll_event events[256];
    while (latencies_us_.size() < total_) {
      const int count = epoll_wait(epoll_, events, 256, 60'000);
      if (count <= 0) fail("no answer for a minute");
      for (int i = 0; i < count; ++i) receive(*static_cast<Connection*>(events[i].data.ptr));
    }
    seconds_ = since(started_);
  }

  void report() {
    std::sort(latencies_us_.begin(), latencies_us_.end());
    const auto at = [&](std::size_t percent) {
      return latencies_us_[std::min(latencies_us_.size() - 1,
                                    latencies_us_.size() * percent / 100)];
    };
    std::printf(
        "{\"requests\": %zu, \"seconds\": %.4f, \"perSecond\": %.1f, \"p50Us\": %u, "
        "\"p99Us\": %u, \"clientCpuUsEach\": %.2f, \"statuses\": {",
        total_, seconds_, static_cast<double>(total_) / seconds_, at(50), at(99),
        cpu_seconds() * 1e6 / static_cast<double>(total_));
    const char* comma = "";
    for (const auto& [status, count] : statuses_) {
      std::printf("%s\"%s\": %zu", comma, status.c_str(), count);
      comma = ", ";
    }
    std::printf("}}\n");
  }

 private:
  void send_next(Connection& connection) {
    if (sent_ == total_) return;
    const Template& next = templates_[sent_++ % templates_.size()];
    outgoing_ = next.head;
    if (next.has_key) {
      char key[64];
      const std::uint64_t high = random_();
      const std::uint64_t low = random_();
      std::snprintf(key, sizeof key, "Idempotency-Key: %08lx-%04lx-%04lx-%04lx-%012lx\r\n",
                    high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48,
                    low & 0xFFFFFFFFFFFF);
      outgoing_ += key;
    }
    outgoing_ += next.rest;
    connection.sent_at = Clock::now();
    // Requests are small: the socket's buffer takes them whole.
    const ssize_t written =
        send(connection.socket, outgoing_.data(), outgoing_.size(), MSG_NOSIGNAL);
    if (written != static_cast<ssize_t>(outgoing_.size())) fail("send");
  }

  void receive(Connection& connection) {
    char buffer[65'536];
    const ssize_t count = recv(connection.socket, buffer, sizeof buffer, 0);
    if (count <= 0) fail("the server closed a connection");
    connection.received.append(buffer, static_cast<std::size_t>(count));
    if (!is_complete(connection.received)) return;
    const auto taken = Clock::now() - connection.sent_at;
    latencies_us_.push_back(static_cast<unsigned>(
        std::chrono::duration_cast<std::chrono::microseconds>(taken).count()));
    note_status(connection.received);
    connection.received.clear();
    send_next(connection);
  }

  static bool is_complete(std::string_view text) {
    const std::size_t head_end = text.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return false;
    constexpr std::string_view name = "\r\nContent-Length: ";
    const std::size_t at = text.substr(0, head_end).find(name);
    if (at == std::string_view::npos) return true;
    const std::size_t length = std::strtoull(text.data() + at + name.size(), nullptr, 10);
    return text.size() >= head_end + 4 + length;
  }

  void note_status(const std::string& answer) {
    const std::string status = answer.substr(9, 3);
    // One answer of each kind of failure is shown, to tell what went wrong.
    if (statuses_[status]++ == 0 && status[0] != '2') std::fprintf(stderr, "%s\n", answer.c_str());
  }

  std::vector<Template> templates_;
  std::size_t total_;
  int epoll_;
  std::vector<Connection> connections_;
  std::size_t sent_ = 0;
  std::string outgoing_;
  std::mt19937_64 random_{std::random_device{}()};
  std::vector<unsigned> latencies_us_;
  std::map<std::string, std::size_t> statuses_;
  Clock::time_point started_;
  double seconds_ = 0;
};

}  // namespace

int main(int count, char** values) {
  if (count != 5) {
    std::fputs("usage: http_load PORT CONNECTIONS REPEAT FILE\n", stderr);
    return 2;
  }
  auto templates = read_templates(values[4]);
  const std::size_t total = templates.size() * std::strtoull(values[3], nullptr, 10);
  Load load(std::move(templates), total);
  load.run(static_cast<std::uint16_t>(std::strtoul(values[1], nullptr, 10)),
           std::strtoull(values[2], nullptr, 10));
  load.report();
}
