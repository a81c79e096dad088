"""Where answers come from: columns in a survey file, and CSV, XLSX and Parquet files."""
