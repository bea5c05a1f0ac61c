// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/demo/catalog.h"

namespace perseat::demo {

namespace {

constexpr std::string_view catalog = R"json({
 "products": [
  {
   "sku": "PRSEAT00DRW1",
   "name": "Drawing Board",
   "description": "Diagrams that a whole team can draw on at once.",
   "servicePlans": [
    {"code": "diagrams", "name": "Diagrams"},
    {"code": "templates", "name": "Templates"},
    {"code": "sharing", "name": "Guest sharing"}],
   "offers": [
    {
     "code": "monthly",
     "term": "monthly",
     "prices": [
      {"price": {"amount": "12.50", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "17000", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "13.90", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "98.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}],
     "trial": {"days": 30, "needsPaymentMethod": true}},
    {
     "code": "yearly",
     "term": "yearly",
     "prices": [
      {"price": {"amount": "126.00", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "171000", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "139.00", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "988.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}]}]},
  {
   "sku": "PRSEAT00CHT1",
   "name": "Chart Studio",
   "description": "Charts and dashboards from any table.",
   "servicePlans": [{"code": "dashboards", "name": "Dashboards"},
                    {"code": "refresh", "name": "Hourly refresh"}],
   "offers": [
    {
     "code": "monthly",
     "term": "monthly",
     "prices": [
      {"price": {"amount": "8.90", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "12000", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "9.90", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "70.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}],
     "trial": {"days": 30, "needsPaymentMethod": false}},
    {
     "code": "yearly",
     "term": "yearly",
     "prices": [
      {"price": {"amount": "96.00", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "130000", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "106.80", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "756.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}]}]},
  {
   "sku": "PRSEAT00PLN1",
   "name": "Plan Desk",
   "description": "Projects, tasks and who does what when.",
   "servicePlans": [{"code": "boards", "name": "Boards"}, {"code": "timeline", "name": "Timeline"}],
   "offers": [
    {
     "code": "monthly",
     "term": "monthly",
     "prices": [
      {"price": {"amount": "9.40", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "12800", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "10.40", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "74.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}],
     "minQuantity": 1,
     "maxQuantity": 300},
    {
     "code": "yearly",
     "term": "yearly",
     "prices": [
      {"price": {"amount": "101.00", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "138000", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "112.00", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "799.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}],
     "cancelRefund": "window",
     "cancelWindowHours": 72}]},
  {
   "sku": "PRSEAT00FLW1",
   "name": "Flow Builder",
   "description": "Automates what is done by hand every day.",
   "servicePlans": [
    {"code": "cloud-flows", "name": "Cloud flows"},
    {"code": "desktop-flows", "name": "Desktop flows"}],
   "offers": [
    {
     "code": "monthly",
     "term": "monthly",
     "prices": [
      {"price": {"amount": "13.80", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "18900", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "15.00", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "108.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}],
     "seatReduction": "returnWindow"},
    {
     "code": "yearly",
     "term": "yearly",
     "prices": [
      {"price": {"amount": "149.00", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "203000", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "165.00", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "1166.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}],
     "seatReduction": "atRenewal"}]},
  {
   "sku": "PRSEAT00MNT1",
   "name": "Mint Notes",
   "description": "Notes with pictures, sound and handwriting.",
   "servicePlans": [{"code": "notes", "name": "Notes"}],
   "offers": [
    {
     "code": "monthly",
     "term": "monthly",
     "prices": [
      {"price": {"amount": "2.99", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "4100", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "3.30", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "23.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}],
     "trial": {"days": 30, "needsPaymentMethod": false}}]},
  {
   "sku": "PRSEAT00ARC1",
   "name": "Archive Vault",
   "description": "Keeps records as long as the law asks. Sold to organizations only.",
   "isSelfService": false,
   "servicePlans": [{"code": "retention", "name": "Retention"}],
   "offers": [
    {
     "code": "yearly",
     "term": "yearly",
     "prices": [
      {"price": {"amount": "60.00", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "82000", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "66.00", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "470.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}]}]},
  {
   "sku": "PRSEAT00OLD1",
   "name": "Fax Bridge",
   "description": "Sends faxes from the browser. No longer sold.",
   "isRetired": true,
   "servicePlans": [{"code": "fax", "name": "Fax"}],
   "offers": [
    {
     "code": "monthly",
     "term": "monthly",
     "prices": [
      {"price": {"amount": "4.00", "currency": "EUR"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "5500", "currency": "KRW"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "4.40", "currency": "USD"}, "validFrom": "2024-01-01T00:00:00Z"},
      {"price": {"amount": "31.00", "currency": "CNY"}, "validFrom": "2024-01-01T00:00:00Z"}]}]}],
 "taxes": [
  {"country": "DE", "category": "standard", "rate": "19", "validFrom": "2021-01-01"},
  {"country": "KR", "category": "standard", "rate": "10", "validFrom": "1977-07-01"},
  {"country": "CN", "category": "standard", "rate": "6", "validFrom": "2016-05-01"},
  {"country": "FR", "category": "standard", "rate": "20", "validFrom": "2014-01-01"},
  {
   "country": "US",
   "region": "NY",
   "category": "standard",
   "rate": "4",
   "validFrom": "2005-06-01"},
  {
   "country": "US",
   "region": "CO",
   "category": "standard",
   "rate": "2.9",
   "validFrom": "2001-01-01"}]})json";

}  // namespace

std::string_view catalog_json() { return catalog; }

}  // namespace perseat::demo
