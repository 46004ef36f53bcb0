package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_DeviceDescription_DebugString_Args;
import dev.strobe.pjrt.raw.PJRT_DeviceDescription_Id_Args;
import dev.strobe.pjrt.raw.PJRT_DeviceDescription_Kind_Args;
import dev.strobe.pjrt.raw.PJRT_DeviceDescription_ProcessIndex_Args;
import dev.strobe.pjrt.raw.PJRT_DeviceDescription_ToString_Args;

/// What a device is, whether it is in this machine or only in a topology.
///
/// @param id unique among all devices
/// @param processIndex the process that can address it
/// @param kind the vendor's name, such as `TPU v5 lite`
/// @param debugText the plugin's long description
/// @param text the plugin's short description
public record PjrtDeviceDescription(
    int id, int processIndex, String kind, String debugText, String text) {

  static PjrtDeviceDescription read(PluginApi api, long address) {
    return new PjrtDeviceDescription(
        api.query(Slot.DEVICE_DESCRIPTION_ID, address, PJRT_DeviceDescription_Id_Args::id),
        api.query(
            Slot.DEVICE_DESCRIPTION_PROCESS_INDEX,
            address,
            PJRT_DeviceDescription_ProcessIndex_Args::process_index),
        api.query(
            Slot.DEVICE_DESCRIPTION_KIND,
            address,
            a ->
                CText.read(
                    PJRT_DeviceDescription_Kind_Args.device_kind(a),
                    PJRT_DeviceDescription_Kind_Args.device_kind_size(a))),
        api.query(
            Slot.DEVICE_DESCRIPTION_DEBUG_STRING,
            address,
            a ->
                CText.read(
                    PJRT_DeviceDescription_DebugString_Args.debug_string(a),
                    PJRT_DeviceDescription_DebugString_Args.debug_string_size(a))),
        api.query(
            Slot.DEVICE_DESCRIPTION_TO_STRING,
            address,
            a ->
                CText.read(
                    PJRT_DeviceDescription_ToString_Args.to_string(a),
                    PJRT_DeviceDescription_ToString_Args.to_string_size(a))));
  }
}
