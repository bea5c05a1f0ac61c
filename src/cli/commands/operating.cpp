// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// For the operator of a deployment: catalog, organizations, and the server's own data.
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "cli/catalog_file.h"
#include "cli/commands/commands.h"
#include "cli/context.h"

namespace perseat::cli {
namespace {

constexpr Column catalog_offer_columns[] = {{"SKU", "/sku"},
                                            {"Product", "/name"},
                                            {"Offer", "code"},
                                            {"Term", "term"},
                                            {"Prices", "prices"},
                                            {"Trial", "trial"},
                                            {"Self-service", "/isSelfService"},
                                            {"Product retired", "/isRetired"},
                                            {"Offer retired", "isRetired"},
                                            {"Offer ID", "id"}};
const View offer_view{catalog_offer_columns, "offers"};
constexpr Column tax_rate_columns[] = {{"Country", "country"},
                                       {"Region", "region"},
                                       {"Category", "category"},
                                       {"Rate %", "rate", Format::number},
                                       {"From", "validFrom"}};
const View tax_view{tax_rate_columns};
constexpr Column difference_columns[] = {
    {"Change", "change"}, {"What", "path"}, {"Before", "before"}, {"After", "after"}};
const View difference_view{difference_columns};

constexpr Column created_columns[] = {{"Organization", "organization.name"},
                                      {"Country", "organization.country"},
                                      {"Time zone", "organization.timeZone"},
                                      {"Kind", "organization.kind"},
                                      {"First admin", "admin"},
                                      {"Organization ID", "organization.id"},
                                      {"Admin ID", "admin.id"}};
const View created_view{created_columns};

std::vector<json::Node> elements_of(json::Node list) {
  std::vector<json::Node> all;
  all.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) all.push_back(list.element(i));
  return all;
}

Result<ExitCode> show_catalog(Context& context) {
  Api api = TRY(signed_in(context));
  const Reply catalog = TRY(api.call({.path = "/v1/catalog"}));
  const json::Node root = catalog.root();
  if (context.output == Output::json) {
    context.around.out(pretty_json(root));
    return ExitCode::ok;
  }
  show_grid(context, grid_of(elements_of(root.member("products")), offer_view, context.output));
  if (context.output == Output::csv) return ExitCode::ok;
  context.around.out("\nTaxes\n");
  show_grid(context, grid_of(elements_of(root.member("taxes")), tax_view, context.output));
  return ExitCode::ok;
}

Result<ExitCode> export_catalog(Context& context) {
  Api api = TRY(signed_in(context));
  const Reply catalog = TRY(api.call({.path = "/v1/catalog"}));
  context.around.out(catalog_toml(catalog.root()));
  return ExitCode::ok;
}

// TOML becomes the API's JSON; a file named .json is that already.
Result<std::string> read_catalog(const Context& context, const std::string& name) {
  std::string text;
  if (name == "-") {
    text = context.around.read_all();
  } else {
    std::ifstream file(name, std::ios::binary);
    if (!file) return usage_error(fmt::format("{} cannot be read.", name));
    text.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  if (!name.ends_with(".json")) return catalog_json(text, name);
  if (!json::Document::parse(text)) return usage_error(fmt::format("{} is not JSON.", name));
  return text;
}

Result<ExitCode> apply_catalog(Context& context) {
  Api api = TRY(signed_in(context));
  const std::string body = TRY(read_catalog(context, context.given.text("FILE")));
  // Read first, so that what is agreed to is a change of exactly what was compared with.
  const Reply before = TRY(api.call({.path = "/v1/catalog"}));
  Call call{.method = "PUT",
            .path = "/v1/catalog",
            .query = {{"dryRun", "true"}},
            .body = body,
            .if_match = std::string(before.http.header("etag"))};
  const Reply dry = TRY(api.call(call));
  const auto changes = elements_of(dry.root().member("changes"));
  const bool is_dry = context.given.has("--dry-run");
  if (changes.empty()) {
    if (context.output == Output::json) context.around.out(pretty_json(dry.root()));
    context.around.err("The catalog is as the file says; there is nothing to do.\n");
    return ExitCode::ok;
  }
  if (is_dry) {
    if (context.output == Output::json)
      context.around.out(pretty_json(dry.root()));
    else
      show_grid(context, grid_of(changes, difference_view, context.output));
    return ExitCode::ok;
  }
  context.around.err(
      render_table(grid_of(changes, difference_view, Output::table), context.err_style));
  TRY(confirm(context, fmt::format("Make these {} changes?", changes.size())));
  call.query.clear();
  const Reply done = TRY(api.call(call));
  if (context.output == Output::json) context.around.out(pretty_json(done.root()));
  context.around.err("The catalog is applied.\n");
  return ExitCode::ok;
}

// What works on a data folder needs the database, so perseatd does it.
Result<ExitCode> run_perseatd(Context& context) {
  std::vector<std::string> arguments{"perseatd", std::string(context.given.command->name)};
  if (context.given.has("--data")) {
    arguments.emplace_back("--data");
    arguments.push_back(context.given.text("--data"));
  }
  if (context.given.has("FILE")) arguments.push_back(context.given.text("FILE"));
  return Error{ErrorCode::internal, "noServerProgram", context.around.become(arguments), {}, {}};
}

Commands catalog_commands() {
  return {{.name = "catalog",
           .summary = "What is sold, for the operator",
           .details = "  perseat catalog export > catalog.toml\n"
                      "  perseat catalog apply catalog.toml"},
          {.name = "catalog show",
           .summary = "All offers, prices and taxes",
           .details = "  perseat catalog show",
           .operation = {"GET", "/v1/catalog"},
           .handler = show_catalog},
          {.name = "catalog export",
           .summary = "The catalog as a TOML file to edit",
           .details = "  perseat catalog export > catalog.toml",
           .operation = {"GET", "/v1/catalog"},
           .handler = export_catalog},
          {.name = "catalog apply",
           .summary = "Make the catalog what a file says",
           .details = "Shows the differences first, then asks.\n"
                      "  perseat catalog apply catalog.toml --dry-run\n"
                      "The file is TOML, or the API's JSON if its name ends so:\n"
                      "  [[products]]\n"
                      "  sku = \"DRAW-1\"\n"
                      "  name = \"Drawing Board\"\n"
                      "    [[products.offers]]\n"
                      "    code = \"monthly\"\n"
                      "    term = \"monthly\"\n"
                      "    trial = {days = 30, needsPaymentMethod = true}\n"
                      "    prices = [{price = \"12.50 EUR\", validFrom = 2026-01-01}]\n"
                      "  [[taxes]]\n"
                      "  country = \"DE\"\n"
                      "  category = \"standard\"\n"
                      "  rate = \"19\"\n"
                      "  validFrom = 2026-01-01",
           .options = {{"FILE", "", "The file; - is standard input", "", Kind::text, "", true},
                       {"--dry-run", "", "Only show the differences", "", Kind::flag},
                       yes_option},
           .operation = {"PUT", "/v1/catalog"},
           .handler = apply_catalog}};
}

}  // namespace

Commands operating_commands() {
  constexpr Option data_option{"--data", "DIR", "The server's data folder"};
  Commands commands = catalog_commands();
  Commands others{
      {.name = "org",
       .summary = "Organizations, for the operator",
       .details = "  perseat org create --help"},
      {.name = "org create",
       .summary = "Make an organization with its first global admin",
       .details = "  perseat org create --name 'Haneul Works' --country KR \\\n"
                  "    --admin-name 'Kim Minji' --admin-email minji@example.com",
       .options = {{"--name", "NAME", "Its name", "name", Kind::text, "", true},
                   {"--country", "CC", "Decides currency and tax", "country", Kind::text, "", true},
                   {"--time-zone", "ZONE", "Days begin here (default: the country's)", "timeZone"},
                   {"--kind", "", "What it is", "kind", Kind::text,
                    "commercial|government|education|nonprofit"},
                   {"--admin-name", "NAME", "The admin's name", "admin.displayName", Kind::text, "",
                    true},
                   {"--admin-email", "ADDRESS", "The admin's address", "admin.email", Kind::text,
                    "", true},
                   {"--admin-locale", "", "The admin's language", "admin.locale", Kind::text,
                    "ko|en|de|zh-CN"},
                   {"--password-stdin", "", "Read the admin's password instead of asking",
                    "admin.password", Kind::password, "", true}},
       .operation = {"POST", "/v1/organizations", Shape::item, &created_view},
       .is_keyed = true},
      {.name = "check",
       .summary = "On the server: check the rules that hold between rows",
       .details = "  perseat check --data /var/lib/perseat",
       .options = {data_option},
       .handler = run_perseatd},
      {.name = "verify",
       .summary = "On the server: prove that the audit log is unchanged",
       .details = "  perseat verify --data /var/lib/perseat",
       .options = {data_option},
       .handler = run_perseatd},
      {.name = "backup",
       .summary = "On the server: write a consistent copy of the data",
       .details = "  perseat backup --data /var/lib/perseat /var/backups/perseat.db",
       .options = {{"FILE", "", "The file to write", "", Kind::text, "", true}, data_option},
       .handler = run_perseatd},
  };
  for (Command& command : others) commands.push_back(std::move(command));
  return commands;
}

}  // namespace perseat::cli
