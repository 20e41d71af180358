"""Ranks profiles from Parquet to Parquet.

    spark-submit --master yarn --num-executors 20 --executor-cores 4 \
        --archives tropewise-env.tar.gz#env --conf spark.pyspark.python=env/bin/python \
        spark_job.py s3://bucket/profiles s3://bucket/recommendations

The archive is a packed virtual environment with the wheel and pyarrow in it (`venv-pack`). To try it
on one machine: `spark-submit --master 'local[2]' spark_job.py PROFILES OUTPUT`.
"""

import argparse

from pyspark.sql import SparkSession

import tropewise.spark


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("profiles", help="Parquet with a column id and fields of a request")
    arguments.add_argument("output", help="a folder of Parquet that is not there yet")
    arguments.add_argument("--catalogue", help="an index file, sent to the workers")
    arguments.add_argument("-k", type=int, default=10)
    arguments.add_argument("--partitions", type=int, help="how many parts the work is cut into")
    given = arguments.parse_args()

    spark = SparkSession.builder.appName("tropewise").getOrCreate()
    profiles = spark.read.parquet(given.profiles)
    if given.partitions:
        profiles = profiles.repartition(given.partitions)
    answers = tropewise.spark.recommend(profiles, catalogue=given.catalogue, k=given.k)
    answers.write.parquet(given.output)
    failed = spark.read.parquet(given.output).where("error is not null").count()
    print(f"{failed} profiles could not be answered; their column `error` says why")
    spark.stop()


if __name__ == "__main__":
    main()
