// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { addressLines } from '@/ui/address';
import { useFormats } from '@/ui/format';

/** An address, line by line. */
export function AddressText({ address }: { address: Schemas['Address'] }) {
  const formats = useFormats();
  return (
    <>
      {addressLines(address, formats.country(address.country)).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
}
