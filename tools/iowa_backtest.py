#!/usr/bin/python3
"""Brings the Iowa wholesale data into the form that the policy backtest reads, as a further set nobody chose a number by.

    tools/iowa_backtest.py DATA OUT      DATA: the folder with products.csv.gz and the state-wide weeks; OUT: written, with iowa.json for `run.py --config`

Demand is what all shops ordered from the central warehouse per week, 2016 to 2019; an item is bought in cases at the vendor's case cost. Lead times are not published: each
vendor gets one of 1, 2, 3, 4, 6 or 8 weeks by its number. Data: State of Iowa, Alcoholic Beverages Division, CC BY 4.0.
"""
import csv
import datetime
import gzip
import json
import os
import sys

FIRST, WEEKS = datetime.date(2016, 1, 4), 208
LEAD_TIMES = [1, 2, 3, 4, 6, 8]


def rows(folder, name):
    with gzip.open(os.path.join(folder, name), "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def main(data, out):
    target = os.path.join(out, "demand-spareparts-man")
    os.makedirs(target, exist_ok=True)
    products = {row["item_number"]: row for row in rows(data, "products.csv.gz") if float(row["bottle_cost_usd"] or 0) > 0}
    sold = set()
    with gzip.open(os.path.join(target, "demand_weekly.csv.gz"), "wt", encoding="utf-8") as file:
        file.write("sku,week_index,qty\n")
        for row in rows(data, "statewide_weekly_2016_2021-06.csv.gz"):
            week = (datetime.date.fromisoformat(row["week_start"]) - FIRST).days // 7 + 1
            if 1 <= week <= WEEKS and row["item_number"] in products and float(row["bottles"]) > 0:
                sold.add(row["item_number"])
                file.write(f"{row['item_number']},{week},{row['bottles']}\n")
    with open(os.path.join(target, "items.csv"), "w", encoding="utf-8") as file:
        file.write("sku,unit_cost_eur,lead_time_weeks,sub_pack_qty,order_cost_eur\n")
        for number in sorted(sold):
            product = products[number]
            lead = LEAD_TIMES[int(product["vendor_number"]) % len(LEAD_TIMES)]
            file.write(f"{number},{product['bottle_cost_usd']},{lead},{max(1, int(product['pack'] or 1))},5\n")
    # The sets that the backtest knows by name say how a period counts; this one has weeks, two years of history and two that are played.
    with open(os.path.join(out, "iowa.json"), "w", encoding="utf-8") as file:
        json.dump({"dataset": "spares_weekly", "data_root": os.path.abspath(out), "warmup": 104, "burnin": 16, "end": WEEKS}, file)
    print(f"{len(sold)} items; run.py --config {os.path.join(out, 'iowa.json')}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
